"""WSGI door; sync views on a sync server (performance.md: ASGI costs several times as much here)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.production")
application = get_wsgi_application()
