"""Behind TLS, with demonstration accounts refused and a second factor for every privileged role."""

from .base import *  # noqa: F403
from .environment import required, words

SECRET_KEY = required("SECRET_KEY")
ALLOWED_HOSTS = words("ALLOWED_HOSTS")
SITE_ADDRESS = required("SITE_ADDRESS").rstrip("/")
WAGTAILADMIN_BASE_URL = SITE_ADDRESS
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]

DEMO_ALLOWED = False
SECOND_FACTOR_REQUIRED = True

# Checked though the policy decides: the authors' preview is a frame of our own origin (X_FRAME_OPTIONS SAMEORIGIN).
SILENCED_SYSTEM_CHECKS = ["security.W019"]

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True
