from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from assessments.models import Attempt, AttemptResult
from certificates.models import Credential, Revocation, RevocationRequest
from certificates.selectors.faults import faults
from lms.base import triggers
from lms.base.models import AuditEvent

pytestmark = pytest.mark.django_db


def reasons() -> str:
    return "; ".join(fault.reason for fault in faults())


def test_what_was_issued_holds(credential):
    assert list(faults()) == []
    call_command("verify_certificates")


def test_the_command_fails_when_there_is_a_fault(credential):
    Credential.objects.update(holder_name="Eve")
    with pytest.raises(CommandError, match="1 faults"):
        call_command("verify_certificates")


def test_a_changed_document_is_found(credential):
    credential.document["holder"]["name"] = "Eve"
    credential.save(update_fields=["document"])
    assert "valid signature" in reasons()
    assert "not the one that was logged" in reasons()


@pytest.mark.parametrize(
    "change", [{"holder_name": "Eve"}, {"valid_until": "2099-01-01"}, {"issued_at": timezone.now() + timedelta(1)}]
)
def test_a_row_that_differs_from_its_document_is_found(credential, change):
    Credential.objects.update(**change)
    assert reasons() == "its row says something else than its signed document"


def test_a_planted_row_is_found_even_when_signed_by_a_key_of_ones_own(credential, cleo, settings, tmp_path):
    """Somebody with the database but not the key file: another key is not among the academy's."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from certificates.domain.proofs import sign

    document = {**credential.document, "id": "A" * 26, "holder": {"name": "Cleo"}}
    Credential.objects.create(
        public_id="A" * 26,
        learner=cleo,
        achievement=credential.achievement,
        holder_name="Cleo",
        document=document,
        signature=sign(document, signer=Ed25519PrivateKey.generate().sign),
        key_id=credential.key_id,
        issued_at=credential.issued_at,
        valid_until=credential.valid_until,
        basis=credential.basis,
        basis_key=credential.basis_key,
    )
    found = reasons()
    assert "valid signature" in found
    assert "somebody else's" in found
    assert "0 entries in the log" in found


def test_a_basis_that_was_never_passed_is_found(credential):
    AttemptResult.objects.all().delete()
    Attempt.objects.update(has_passed=False)
    assert "rests on a sitting" in reasons()


def test_a_vanished_credential_is_found(credential):
    Credential.objects.all().delete()
    assert "is gone" in reasons()


def test_a_vanished_revocation_is_found(credential, revoke):
    revoke(credential)
    assert list(faults()) == []
    Revocation.objects.all().delete()
    assert reasons() == "was revoked according to the log, but the revocation is gone"


def test_a_planted_revocation_is_found(credential, dora, mai):
    planted = RevocationRequest.objects.create(
        credential=credential,
        reason="misconduct",
        detail="none",
        asked_by=dora,
        asked_at=timezone.now(),
        decided_by=mai,
        status="confirmed",
    )
    Revocation.objects.create(credential=credential, request=planted, revoked_at=timezone.now())
    assert reasons() == "is revoked, but the log knows of no revocation"


def test_a_credential_without_its_log_entry_is_found(credential):
    triggers.lift(connection)
    AuditEvent.objects.filter(action="credential.issued").delete()
    triggers.lay(connection)
    assert reasons() == "has 0 entries in the log instead of one"
