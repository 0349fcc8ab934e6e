"""What every installation shares; one neighbour module a concern."""

from .applications import INSTALLED_APPS as INSTALLED_APPS
from .applications import MIDDLEWARE as MIDDLEWARE
from .credentials import *  # noqa: F403
from .database import DATABASES as DATABASES
from .database import DEFAULT_AUTO_FIELD as DEFAULT_AUTO_FIELD
from .environment import ROOT, STATE, flag, kept_secret, number, site_address, text, words
from .languages import *  # noqa: F403
from .security import *  # noqa: F403
from .sign_in import *  # noqa: F403
from .tasks import *  # noqa: F403
from .wagtail import *  # noqa: F403
from .workforce import *  # noqa: F403

DEBUG = False
SECRET_KEY = text("SECRET_KEY") or kept_secret("django-secret")
ALLOWED_HOSTS = words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
SITE_ADDRESS = site_address()

ROOT_URLCONF = "lms.urls"
WSGI_APPLICATION = "lms.wsgi.application"
TIME_ZONE = text("TIME_ZONE", "Asia/Shanghai")
USE_TZ = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lms.base.context_processors.navigation",
            ],
        },
    }
]

STATIC_URL = "/static/"
STATIC_ROOT = STATE / "static"
STATICFILES_DIRS = [ROOT / "lms" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = STATE / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "lms.base.static_files.HashedStaticFiles"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

CACHES = {
    # Sign-in limits live here: shared by all web processes, and independent of Redis.
    # Room for every account, so that invented names cannot push the counted tries out.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "base_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    },
}

EMAIL_BACKEND = text("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = STATE / "mail"
EMAIL_HOST = text("EMAIL_HOST", "localhost")
EMAIL_PORT = number("EMAIL_PORT", 25)
EMAIL_HOST_USER = text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 10  # seconds; a mail server that hangs must not hold up the background worker
DEFAULT_FROM_EMAIL = text("DEFAULT_FROM_EMAIL", "academy@localhost")

# Demonstration accounts may sign in; production turns this off and refuses them.
DEMO_ALLOWED = flag("DEMO_ALLOWED", default=True)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
