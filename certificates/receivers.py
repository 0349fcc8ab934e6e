"""A result may make a certificate due; a certificate is drawn and announced once its transaction has ended."""

import logging
from collections.abc import Mapping
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from assessments.signals import attempt_scored, case_scored, evidence_changed, pass_withdrawn
from lms.base import outbox

from .keyring import KeyMissing
from .services.issuing import issue_due
from .services.notifying import notify_holder, notify_revoked, notify_unsupported, warm_up
from .services.revoking import NOTIFY_REVOKED

logger = logging.getLogger(__name__)


@receiver(attempt_scored, dispatch_uid="certificates.issue_on_attempt_scored")
def issue_on_attempt_scored(*, learner_id: int, **_: Any) -> None:
    issue_or_postpone(learner_id)


@receiver(case_scored, dispatch_uid="certificates.issue_on_case_scored")
def issue_on_case_scored(*, learner_id: int, **_: Any) -> None:
    issue_or_postpone(learner_id)


@receiver(evidence_changed, dispatch_uid="certificates.issue_on_evidence_changed")
def issue_on_evidence_changed(*, learner_id: int, **_: Any) -> None:
    issue_or_postpone(learner_id)


@receiver(pass_withdrawn, dispatch_uid="certificates.tell_of_withdrawn_pass")
def tell_of_withdrawn_pass(*, attempt_id: int, learner_id: int, **_: Any) -> None:
    """Nothing is revoked by a machine: those who may ask for a revocation are told what rests on the pass."""
    outbox.announce("certificates.unsupported", {"attempt": attempt_id, "learner": learner_id})


def issue_or_postpone(learner_id: int) -> None:
    """Whatever is wrong with issuing must not cost anybody a result: the issue is kept as a message and tried again."""
    at = timezone.now()
    try:
        issue_due(learner_id=learner_id, at=at)
    except KeyMissing:
        logger.critical("A certificate is due and there is no signing key: run manage.py make_credential_key")
    except Exception:  # (issue_due took its savepoint back; the outbox logs every further try)
        logger.exception("Issuing what is due to person %s failed and will be tried again", learner_id)
    else:
        return
    outbox.announce("certificates.issue", {"learner": learner_id, "at": at.isoformat()})


def _issue(payload: Mapping[str, Any]) -> None:
    issue_due(learner_id=payload["learner"], at=parse_datetime(payload["at"]) or timezone.now())


def _render(payload: Mapping[str, Any]) -> None:
    warm_up(public_id=payload["credential"], language=payload["language"])


def _notify(payload: Mapping[str, Any]) -> None:
    notify_holder(public_id=payload["credential"], language=payload["language"])


def _notify_revoked(payload: Mapping[str, Any]) -> None:
    notify_revoked(public_id=payload["credential"])


def _notify_unsupported(payload: Mapping[str, Any]) -> None:
    notify_unsupported(attempt_id=payload["attempt"], learner_id=payload["learner"])


outbox.handles("certificates.issue", _issue)
outbox.handles("certificates.unsupported", _notify_unsupported)
outbox.handles("certificates.render", _render)
outbox.handles("certificates.notify", _notify)
outbox.handles(NOTIFY_REVOKED, _notify_revoked)
