"""Withdrawing a credential takes two people (decision 0008). The reason class is public, the details are not."""

from datetime import datetime

from django.db import transaction

from lms.base.audit import record
from lms.base.outbox import announce
from lms.people.models import User

from ..models import Credential, Revocation, RevocationRequest

NOTIFY_REVOKED = "certificates.notify_revoked"
Status = RevocationRequest.Status


class RevocationRefused(Exception):
    """This step cannot be taken."""


class AlreadyRevoked(RevocationRefused):
    """A credential is withdrawn once; the first reason stands."""


class AlreadyAsked(RevocationRefused):
    """One request at a time waits for its second person."""


class AlreadyDecided(RevocationRefused):
    """Somebody else was quicker."""


class NotTheirs(RevocationRefused):
    """Nobody decides on their own request or their own credential; nobody takes back what somebody else asked."""


class ReasonMissing(ValueError):
    """Nobody withdraws a credential without saying why."""


@transaction.atomic
def ask_revocation(
    *, credential: Credential, reason: RevocationRequest.Reason, detail: str, by: User, at: datetime
) -> RevocationRequest:
    """Nothing changes for the holder or the public page until a second person confirms."""
    if not detail.strip():
        raise ReasonMissing
    if credential.learner_id == by.pk:
        raise NotTheirs
    Credential.objects.select_for_update().get(pk=credential.pk)
    if Revocation.objects.filter(credential=credential).exists():
        raise AlreadyRevoked(credential.public_id)
    if credential.revocation_requests.filter(status=Status.WAITING).exists():
        raise AlreadyAsked(credential.public_id)
    request = RevocationRequest.objects.create(
        credential=credential, reason=reason, detail=detail.strip(), asked_by=by, asked_at=at
    )
    record(by, "credential.revocation_asked", credential, reason=reason.value)
    return request


@transaction.atomic
def confirm_revocation(*, request: RevocationRequest, by: User, at: datetime) -> Revocation:
    held = _decide(request, Status.CONFIRMED, by, at)
    revocation = Revocation.objects.create(credential=held.credential, request=held, revoked_at=at)
    record(by, "credential.revoked", held.credential, reason=held.reason)
    announce(NOTIFY_REVOKED, {"credential": held.credential.public_id})
    return revocation


@transaction.atomic
def decline_revocation(*, request: RevocationRequest, by: User, at: datetime) -> None:
    held = _decide(request, Status.DECLINED, by, at)
    record(by, "credential.revocation_declined", held.credential, reason=held.reason)


@transaction.atomic
def take_back_revocation(*, request: RevocationRequest, by: User, at: datetime) -> None:
    held = _decide(request, Status.TAKEN_BACK, by, at)
    record(by, "credential.revocation_taken_back", held.credential, reason=held.reason)


def _decide(request: RevocationRequest, status: RevocationRequest.Status, by: User, at: datetime) -> RevocationRequest:
    held = RevocationRequest.objects.select_for_update().get(pk=request.pk)
    is_own = held.asked_by_id == by.pk
    if is_own != (status == Status.TAKEN_BACK) or held.credential.learner_id == by.pk:
        raise NotTheirs
    if held.status != Status.WAITING:
        raise AlreadyDecided
    held.status, held.decided_by, held.decided_at = status, by, at
    held.save(update_fields=["status", "decided_by", "decided_at"])
    return held
