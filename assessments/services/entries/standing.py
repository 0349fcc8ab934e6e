"""What was decided about one person's row holds when the rows of that sitting are made anew."""

from datetime import datetime

from ...models import Attempt, Evidence, EvidenceContest
from ..evidence_rows import supersede, with_value
from ..levels.following import follow_evidence

Status = EvidenceContest.Status


def keep_decisions(attempt: Attempt, *, at: datetime) -> None:
    """After fresh rows of an attempt: corrected rows get their corrected value back, struck out ones end again."""
    decided = EvidenceContest.objects.filter(
        evidence__attempt=attempt, status__in=[Status.CORRECTED, Status.STRUCK_OUT]
    )
    for contest in decided.select_related("evidence", "correction"):
        fresh = Evidence.objects.in_force().filter(attempt=attempt, competency=contest.evidence.competency_id).first()
        if fresh is None:
            continue
        supersede([fresh], at=at)
        if contest.correction is not None:
            contest.correction = with_value(fresh, contest.correction.value)
            contest.correction.save()
            contest.save(update_fields=["correction"])
        follow_evidence([fresh])
