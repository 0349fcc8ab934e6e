"""The academy's own settings with one more page: the bare view that everything else is compared with.

What production adds to every request is asked for here too; demonstration accounts remain, since they are measured.
"""

from lms.settings.dev import *  # noqa: F403

SECOND_FACTOR_REQUIRED = True

ROOT_URLCONF = "benchmarks.urls"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
