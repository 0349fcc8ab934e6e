"""A result that people set aside: its figures stay as they are, and count for nothing until it is put back."""

from datetime import datetime

from django.utils import timezone

from ...models import Attempt, Evidence
from ...signals import attempt_scored, pass_withdrawn
from ..entries.standing import keep_decisions
from ..evidence import record_attempt
from ..levels.following import follow_evidence
from ..locks import hold, hold_keys
from ..rescoring import KeyBook, rescored


def set_aside(*, attempt: Attempt, at: datetime) -> None:
    """No try, no pass, no evidence. Certificates stay valid until two people revoke them: they are told (0008)."""
    held = _held(attempt)
    held.set_aside_at = at
    held.save(update_fields=["set_aside_at"])
    shown = Evidence.objects.in_force().filter(attempt=held)
    touched = list(shown.only("learner_id", "competency_id", "observed_at"))
    shown.update(superseded_at=at)
    follow_evidence(touched)
    if held.has_passed:
        pass_withdrawn.send(sender=Attempt, attempt_id=held.pk, learner_id=held.learner_id)


def put_back(*, attempt: Attempt) -> None:
    """In force again, with the evidence that its answers and the keys of today make."""
    held = _held(attempt)
    held.set_aside_at = None
    held.save(update_fields=["set_aside_at"])
    hold_keys()
    for batch in rescored(Attempt.objects.filter(pk=held.pk).select_related("examination"), KeyBook()):
        for one in batch:
            record_attempt(attempt=one.attempt, sheet=one.sheet)
    keep_decisions(held, at=timezone.now())
    attempt_scored.send(sender=Attempt, attempt_id=held.pk, learner_id=held.learner_id)


def _held(attempt: Attempt) -> Attempt:
    hold(attempt.learner_id)
    return Attempt.objects.select_for_update(no_key=True).get(pk=attempt.pk)
