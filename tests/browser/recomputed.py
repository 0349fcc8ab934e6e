"""Recompute every published cell of a snapshot of the started academy; run as `python -m tests.browser.recomputed`.

A snapshot is taken without any before it, compared, and undone: what is published beside earlier ones lags behind the
evidence on purpose, so only a first release equals it.
"""

import sys

import django

django.setup()

from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from analytics.models import SnapshotBuild  # noqa: E402
from analytics.services.snapshots import take_snapshot  # noqa: E402
from tests.analytics.recompute_everything import differences  # noqa: E402


def main() -> int:
    with transaction.atomic():
        SnapshotBuild.objects.all().delete()
        compared, differing = differences(take_snapshot(at=timezone.now(), occasion="request"))
        transaction.set_rollback(True)
    sys.stdout.write("\n".join([f"{compared} cells compared, {len(differing)} differ", *differing[:40], ""]))
    return 1 if differing or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
