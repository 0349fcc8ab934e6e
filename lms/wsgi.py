"""WSGI door; sync views on a sync server (performance.md: ASGI costs several times as much here)."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.production")
application = get_wsgi_application()

YOUNG = 10_000  # objects made since the last look for cycles, before the next

# Every view with all that it imports, once for all workers instead of with the first request of each.
get_resolver().url_patterns  # noqa: B018
# What is loaded by now lives as long as the process. Out of the collector's sight it is not walked through again and
# again while somebody waits, and the workers, forked from here, go on sharing its memory.
gc.collect()
gc.freeze()
gc.set_threshold(YOUNG, 10, 10)
