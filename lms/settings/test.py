"""Fast and closed: cheap hasher, immediate background work, no manifest, mail in memory."""

from hashlib import sha256

from .base import *  # noqa: F403
from .base import DATABASES, STATIC_ROOT
from .environment import ROOT, STATE, text


def _schema() -> str:
    """Names the schema: a kept test database is reused only while no migration has changed."""
    migrations = sorted([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/*/migrations/*.py")])
    return sha256(b"".join(path.read_bytes() for path in migrations)).hexdigest()[:10]


# A file lets --reuse-db skip the migrations, which an in-memory database cannot.
_name = text("ACADEMY_TEST_DATABASE") or ("academy_test" if text("DATABASE_URL") else str(STATE / "test.sqlite3"))
DATABASES["default"]["TEST"] = {"NAME": f"{_name}_{_schema()}"}

SECRET_KEY = "test-only-secret-key-that-protects-nothing-at-all"  # noqa: S105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns about a missing folder
