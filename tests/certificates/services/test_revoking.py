from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from certificates.models import Credential, Revocation, RevocationRequest
from certificates.services.issuing import issue_due
from certificates.services.revoking import (
    AlreadyAsked,
    AlreadyDecided,
    AlreadyRevoked,
    NotTheirs,
    ReasonMissing,
    ask_revocation,
    confirm_revocation,
    decline_revocation,
    take_back_revocation,
)
from lms.base import outbox
from lms.base.models import AuditEvent, OutboxMessage

pytestmark = pytest.mark.django_db

MISCONDUCT = RevocationRequest.Reason.MISCONDUCT
NOW = timezone.now()


def ask(credential, by, detail="File 2026/17: answers were handed in by somebody else."):
    return ask_revocation(credential=credential, reason=MISCONDUCT, detail=detail, by=by, at=NOW)


def test_asking_changes_nothing_until_somebody_else_confirms(credential, dora, mai):
    asked = ask(credential, dora)
    assert not Revocation.objects.exists()
    confirm_revocation(request=asked, by=mai, at=NOW + timedelta(hours=1))
    revocation = Revocation.objects.get(credential=credential)
    assert (revocation.request.asked_by, revocation.request.decided_by) == (dora, mai)
    assert revocation.revoked_at == NOW + timedelta(hours=1)


def test_nobody_confirms_or_declines_their_own_request(credential, dora):
    asked = ask(credential, dora)
    for decide in (confirm_revocation, decline_revocation):
        with pytest.raises(NotTheirs):
            decide(request=asked, by=dora, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        RevocationRequest.objects.update(status="confirmed", decided_by=dora, decided_at=NOW)
    assert not Revocation.objects.exists()


def test_nobody_asks_or_decides_about_their_own_certificate(credential, dora, ada):
    with pytest.raises(NotTheirs):
        ask(credential, ada)
    asked = ask(credential, dora)
    for decide in (confirm_revocation, decline_revocation):
        with pytest.raises(NotTheirs):
            decide(request=asked, by=ada, at=NOW)


def test_every_step_is_logged_with_its_class_but_not_its_details(credential, dora, mai):
    take_back_revocation(request=ask(credential, dora), by=dora, at=NOW)
    decline_revocation(request=ask(credential, dora), by=mai, at=NOW)
    confirm_revocation(request=ask(credential, dora), by=mai, at=NOW)
    events = AuditEvent.objects.filter(action__startswith="credential.revo").order_by("sequence")
    assert [(event.action.split(".")[1], event.actor_id) for event in events] == [
        ("revocation_asked", dora.pk),
        ("revocation_taken_back", dora.pk),
        ("revocation_asked", dora.pk),
        ("revocation_declined", mai.pk),
        ("revocation_asked", dora.pk),
        ("revoked", mai.pk),
    ]
    assert {event.object_id for event in events} == {credential.public_id}
    assert all(event.detail == {"reason": "misconduct"} for event in events)


def test_one_request_waits_at_a_time_and_is_decided_once(credential, dora, mai):
    asked = ask(credential, dora)
    with pytest.raises(AlreadyAsked):
        ask(credential, mai)
    decline_revocation(request=asked, by=mai, at=NOW)
    with pytest.raises(AlreadyDecided):
        confirm_revocation(request=asked, by=mai, at=NOW)
    with pytest.raises(NotTheirs):
        take_back_revocation(request=ask(credential, dora), by=mai, at=NOW)


def test_the_holder_is_told_once_it_takes_effect(credential, dora, mai):
    OutboxMessage.objects.all().delete()
    asked = ask(credential, dora, detail="PRIVATE-DETAIL")
    outbox.drain()
    assert mail.outbox == []
    confirm_revocation(request=asked, by=mai, at=NOW)
    outbox.drain()
    (message,) = mail.outbox
    assert message.to == [credential.learner.email]
    for words in ("Test basics", "測試基礎", "测试基础", "breach of the examination rules"):
        assert words in message.body
    for private in ("PRIVATE-DETAIL", "Dora", "Mai"):
        assert private not in message.body


@pytest.mark.parametrize("detail", ["", "  \n "])
def test_no_revocation_without_a_reason(credential, dora, detail):
    with pytest.raises(ReasonMissing):
        ask(credential, dora, detail)
    with pytest.raises(IntegrityError), transaction.atomic():
        RevocationRequest.objects.create(
            credential=credential, reason=MISCONDUCT, detail="", asked_by=dora, asked_at=NOW
        )


def test_the_first_reason_stands(credential, revoke, dora):
    revoke(credential)
    with pytest.raises(AlreadyRevoked):
        ask(credential, dora, "another")


def test_a_revoked_certificate_does_not_come_back_by_itself(credential, revoke, ada):
    revoke(credential)
    assert issue_due(learner_id=ada.pk, at=timezone.now()) == []
    assert Credential.objects.count() == 1


def test_a_later_pass_earns_a_new_one(credential, revoke, ada, sit):
    revoke(credential)
    sit(ada)
    assert Credential.objects.filter(revocation=None).count() == 1
