"""The page of the level model: for administrators and auditors of everything; one proposes, another decides."""

import pytest
from django.urls import reverse

from assessments.models import LevelModelVersion
from assessments.services.levels.models import propose_model
from lms.people.models import Role, User
from lms.people.services.grants import grant_role
from tests.assessments.levels.conftest import NOW

pytestmark = pytest.mark.django_db
LIST = reverse("assessments:level_models")


@pytest.fixture
def proposed(lin, doubted) -> LevelModelVersion:
    return propose_model(described=doubted, by=lin, at=NOW)


def page(proposed) -> str:
    return reverse("assessments:level_model", args=[proposed.public_id])


def as_(client, user):
    client.force_login(user)
    return client


def test_a_second_administrator_puts_it_in_force_after_a_look(client, proposed, wei):
    shown = as_(client, wei).get(page(proposed)).content.decode()
    assert "What would change" in shown
    assert "0.40" in shown
    client.post(page(proposed), {"decision": "put_in_force"})
    assert LevelModelVersion.objects.get().decided_by == wei
    assert "in force" in client.get(LIST).content.decode()


def test_whoever_proposed_it_may_only_drop_it(client, proposed, lin):
    shown = as_(client, lin).get(page(proposed)).content.decode()
    assert "Put in force" not in shown
    client.post(page(proposed), {"decision": "put_in_force"})
    assert LevelModelVersion.objects.get().status == "proposed"
    client.post(page(proposed), {"decision": "drop"})
    assert LevelModelVersion.objects.get().status == "dropped"


def test_an_auditor_reads_and_decides_nothing(client, proposed, units):
    auditor = User.objects.create_user("au@example.org", "a-long-enough-password", name="Au")
    grant_role(user=auditor, role=Role.AUDITOR, unit=units["P"], by=None)
    assert "Put in force" not in as_(client, auditor).get(page(proposed)).content.decode()
    assert client.post(page(proposed), {"decision": "drop"}).status_code == 404


def test_everybody_else_meets_a_404_and_strangers_sign_in(client, proposed, ada, hua, units):
    local = User.objects.create_user("lo@example.org", "a-long-enough-password", name="Lo")
    grant_role(user=local, role=Role.ADMINISTRATOR, unit=units["X"], by=None)
    for user in (ada, hua, local):
        for address in (LIST, page(proposed)):
            assert as_(client, user).get(address).status_code == 404
            assert client.post(page(proposed), {"decision": "drop"}).status_code == 404
    client.logout()
    assert client.get(LIST).status_code == 302


def test_an_unknown_decision_and_an_unknown_version_are_404(client, proposed, wei):
    assert as_(client, wei).post(page(proposed), {"decision": "burn"}).status_code == 404
    assert client.get(page(LevelModelVersion())).status_code == 404


def test_the_list_says_what_to_do_while_nothing_is_kept(client, wei):
    assert "load_level_models" in as_(client, wei).get(LIST).content.decode()
