"""What is not kept: cases that came to nothing, and previews that nobody decided about.

A run never reaches back further than cases are kept, so that a sitting whose case is forgotten cannot get another one.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from lms.base.audit import record

from ...models import ConductCase, ConductRun
from .runs import REACHES_BACK, discard_run

KEPT = REACHES_BACK + timedelta(days=1)
PREVIEWS_KEPT = timedelta(days=14)

Status = ConductCase.Status


@transaction.atomic
def forget_old_cases(*, at: datetime) -> int:
    """Returns how many cases were deleted. A result that is set aside keeps its case as long as it is set aside."""
    ended = Q(status=Status.CLEARED, decided_at__lt=at - KEPT) | Q(
        status=Status.PUT_BACK, appeal_decided_at__lt=at - KEPT
    )
    count, _by_model = ConductCase.objects.filter(ended).delete()
    if count:
        record(None, "conduct.cases_forgotten", None, cases=count)
    for run in ConductRun.objects.filter(status=ConductRun.Status.PREVIEW, started_at__lt=at - PREVIEWS_KEPT):
        discard_run(run=run, by=None, at=at)
    return count
