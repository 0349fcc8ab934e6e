from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from assessments.models import Attempt
from assessments.services import delivery
from certificates.models import Credential
from certificates.selectors import histories
from certificates.selectors.credentials import due_states_of
from certificates.services import issuing
from certificates.services.backlog import issue_backlog
from certificates.services.issuing import issue_due
from certificates.services.loading import load_achievement
from lms.base import outbox
from lms.base.models import AuditEvent, OutboxMessage
from tests.certificates.conftest import ENTRY

pytestmark = pytest.mark.django_db


def test_passing_issues_the_certificate_in_the_same_transaction(achievement, sit, ada):
    attempt = sit(ada)
    credential = Credential.objects.get(learner=ada)
    assert credential.achievement == achievement
    assert credential.basis == [f"attempt:{attempt.public_id}"]
    assert credential.holder_name == credential.document["holder"]["name"] == "Ada"
    assert credential.document["attests"][0]["percent"] == 80


@pytest.mark.parametrize(("invigilated", "words"), [(False, "unsupervised"), (True, "under invigilation")])
def test_it_says_for_ever_whether_somebody_watched(achievement, sit, ada, client, monkeypatch, invigilated, words):
    """Frozen and signed at issue: what becomes of the record of the sitting later changes nothing."""
    if invigilated:
        closing = delivery.close_attempt

        def close_in_a_room(*, attempt, **how):
            attempt.is_invigilated = True
            attempt.save(update_fields=["is_invigilated"])
            return closing(attempt=attempt, **how)

        monkeypatch.setattr(delivery, "close_attempt", close_in_a_room)
    attempt = sit(ada)
    credential = Credential.objects.get(learner=ada)
    (line,) = credential.document["evidence"]
    assert line["supervised"] is invigilated
    Attempt.objects.filter(pk=attempt.pk).update(is_invigilated=not invigilated)
    page = client.get(f"/verify/{credential.public_id}/").content.decode()
    assert f"· {words}" in page


def test_failing_issues_nothing(achievement, sit, ada):
    attempt = sit(ada, right=4)
    assert attempt.has_passed is False
    assert not Credential.objects.exists()


def test_a_pass_without_the_level_issues_nothing(achievement, sit, ada):
    attempt = sit(ada, weak_on="S1")
    assert attempt.has_passed
    assert not Credential.objects.exists()


def test_asking_again_issues_nothing_more(credential, ada):
    assert issue_due(learner_id=ada.pk, at=timezone.now()) == []
    assert Credential.objects.count() == 1


def test_the_unique_constraint_has_the_last_word(credential, ada, monkeypatch):
    """A caller who does not see the stored credential gets nothing, and its transaction lives on."""
    seen = histories.histories_of

    def blind(learner_ids):
        from dataclasses import replace

        return {pk: replace(one, held=()) for pk, one in seen(learner_ids).items()}

    monkeypatch.setattr(issuing, "histories_of", blind)
    assert issue_due(learner_id=ada.pk, at=timezone.now()) == []
    assert Credential.objects.count() == 1
    assert AuditEvent.objects.filter(action="credential.issued").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Credential.objects.bulk_create([Credential(**{**_columns(credential), "public_id": "X" * 26})])


def _columns(credential):
    names = [field.attname for field in Credential._meta.concrete_fields if not field.primary_key]
    return {name: getattr(credential, name) for name in names}


def test_the_issue_is_logged_without_a_name(credential):
    event = AuditEvent.objects.get(action="credential.issued")
    assert event.object_id == credential.public_id
    assert "Ada" not in str(event.detail)


def test_pdf_and_mail_wait_for_the_commit_and_happen_once(achievement, sit, ada, tmp_path):
    with translation.override("zh-hant"):
        sit(ada)
    assert sorted(OutboxMessage.objects.values_list("kind", flat=True)) == [
        "certificates.notify",
        "certificates.render",
    ]
    assert mail.outbox == []
    outbox.drain()
    outbox.drain()
    (message,) = mail.outbox
    assert message.to == [ada.email]
    assert "測試基礎" in message.subject
    assert Credential.objects.get().public_id in message.body
    assert len(list((tmp_path / "certificates").glob("*.pdf"))) == 1


def test_a_lost_key_costs_nobody_the_result(achievement, sit, ada, settings, tmp_path, caplog):
    settings.CREDENTIAL_KEY_FILE = str(tmp_path / "elsewhere" / "credential-ed25519.pem")
    attempt = sit(ada)
    assert attempt.status == Attempt.Status.SUBMITTED
    assert not Credential.objects.exists()
    assert "no signing key" in caplog.text
    outbox.drain()
    assert OutboxMessage.objects.get(kind="certificates.issue").done_at is None
    settings.CREDENTIAL_KEY_FILE = str(tmp_path / "keys" / "credential-ed25519.pem")
    OutboxMessage.objects.update(available_at=timezone.now() - timedelta(seconds=1))
    outbox.drain()
    assert Credential.objects.get(learner=ada).issued_at <= timezone.now()


def test_whatever_breaks_in_issuing_costs_nobody_the_result(achievement, sit, ada, monkeypatch, caplog):
    def broken(*args, **kwargs):
        Attempt.objects.update(has_passed=None)  # taken back with the savepoint
        raise RuntimeError("as a mistake in a rule would")

    with monkeypatch.context() as broken_code:
        broken_code.setattr(issuing, "open_mint", broken)
        attempt = sit(ada)
    attempt.refresh_from_db()
    assert (attempt.status, attempt.has_passed) == (Attempt.Status.SUBMITTED, True)
    assert "as a mistake in a rule would" in caplog.text
    assert not Credential.objects.exists()
    outbox.drain()
    assert Credential.objects.get(learner=ada)


def test_an_achievement_of_an_older_framework_is_not_offered_and_harms_no_other(
    achievement, sit, ada, framework, caplog
):
    """A new framework without C1 becomes current while one achievement still attests C1."""
    demands = [*ENTRY["rule"]["all_of"], {"kind": "competency", "code": "C1", "level": 1, "percent": 50}]
    old = {**ENTRY, "code": "T-old", "rule": {"all_of": demands}, "attests": {"C1": 1}}
    assert load_achievement(old, position=2)
    framework.competencies.filter(code="C1").update(code="C9")
    framework.save(update_fields=["revised_at"])
    sit(ada)
    assert Credential.objects.get().achievement == achievement
    assert issue_backlog(until=timezone.now()) == 0
    assert "T-old" not in [one.achievement.code for one in due_states_of(ada)]
    assert "T-old" in caplog.text


def test_a_character_outside_the_fonts_is_kept_and_noted(achievement, sit, ada):
    ada.name = "王𪚥"
    ada.save(update_fields=["name"])
    sit(ada)
    assert Credential.objects.get().holder_name == "王𪚥"
    assert AuditEvent.objects.get(action="credential.issued").detail["not_in_fonts"] == ["U+2A6A5"]


def test_the_key_is_readable_by_its_owner_alone(settings):
    assert Path(settings.CREDENTIAL_KEY_FILE).stat().st_mode & 0o777 == 0o600
