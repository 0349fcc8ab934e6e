"""A regrade and the certificates that rest on the results it changes."""

import pytest
from django.core import mail
from django.utils import timezone

from assessments.models import DrawnItem, Regrade
from assessments.selectors.dependents import dependents_of
from assessments.services.regrade_plan import fingerprint_of, plan_of
from assessments.services.regrading import approve_regrade, propose_regrade
from certificates.models import Credential
from certificates.selectors.faults import faults
from certificates.services.loading import load_achievement
from lms.base import outbox
from lms.base.models import OutboxMessage
from lms.people.models import Role, User
from lms.people.services.grants import grant_role
from tests.certificates.conftest import ENTRY

pytestmark = pytest.mark.django_db
REASON = "The law has changed."


@pytest.fixture
def plain(examination):
    """For the pass alone."""
    rule = {"all_of": [{"kind": "examination", "code": "T-01", "within_months": 12}]}
    return load_achievement({**ENTRY, "rule": rule, "attests": {}}, position=1)


@pytest.fixture
def regrade(examination, units):
    """Proposed by one reviewer of the bank, approved by another."""
    examination.bank.unit = units["X"]
    examination.bank.save()
    people = []
    for name in ("rex", "roy"):
        people.append(User.objects.create_user(f"{name}@example.org", "a-long-enough-password", name=name))
        grant_role(user=people[-1], role=Role.REVIEWER, unit=units["X"], by=None)

    def make(attempt, position, kind, correct=()):
        version = DrawnItem.objects.get(attempt=attempt, position=position).version
        asked = propose_regrade(
            version=version,
            kind=Regrade.Kind(kind),
            right={"correct": list(correct)},
            reason=REASON,
            by=people[0],
            at=timezone.now(),
        )
        seen = fingerprint_of(asked, plan_of(asked))
        return approve_regrade(regrade=asked, by=people[1], at=timezone.now(), seen=seen)

    return make


def test_a_new_pass_issues_what_a_pass_issues(plain, sit, ada, regrade):
    attempt = sit(ada, right=5)
    assert not Credential.objects.exists()
    regrade(attempt, 6, "full_mark")
    assert Credential.objects.get(learner=ada).basis == [f"attempt:{attempt.public_id}"]


def test_a_lost_pass_revokes_nothing_and_tells_those_who_may_ask(plain, sit, ada, dora, otto, regrade):
    attempt = sit(ada, right=6)
    credential = Credential.objects.get(learner=ada)
    assert [one.label for one in dependents_of([attempt.public_id], [ada.pk])] == ["T-basic Test basics"]
    OutboxMessage.objects.all().delete()
    regrade(attempt, 6, "rekey", "c")
    outbox.drain()
    credential.refresh_from_db()
    assert not hasattr(credential, "revocation")
    told = {message.to[0]: message.body for message in mail.outbox}
    assert set(told) == {"ada@example.org", "dora@example.org"}
    assert credential.public_id in told["dora@example.org"]
    assert "stays valid until two people decide" in told["ada@example.org"]
    assert all(REASON not in body for body in told.values())
    assert list(faults()) == []
