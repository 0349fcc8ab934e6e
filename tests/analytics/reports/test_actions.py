from datetime import timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from analytics.models import ActionEvent, UnitAction
from analytics.services.actions import ActionRefused, ReasonMissing, change_action, end_action, enter_action
from lms.base.models import AuditEvent
from lms.people.models import Role, User
from lms.people.services.grants import grant_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(units, hua, ada, now):
    """Of X1, owned by Ada, who holds no right; due long ago."""
    return enter_action(unit=units["X1"], values=values_for(ada, now.date() - timedelta(days=3)), by=hua, at=now)


def values_for(owner, due):
    return {
        "title": "Train the counter",
        "competency": "S1",
        "option": "train",
        "service": "Permits",
        "people": 10,
        "owner": owner,
        "due_on": due,
        "cost": 500,
    }


def url(action, view="action"):
    return reverse(f"analytics:{view}", args=[action.public_id])


def test_who_sees_and_who_ends_an_action(as_, client, action, hua, ben, ada, ola, cleo, iris):
    for who, code in ((hua, 200), (ben, 200), (ada, 200), (iris, 200), (ola, 404), (cleo, 404)):
        assert as_(who).get(url(action)).status_code == code
    for who in (ola, cleo, iris):
        reply = as_(who).post(url(action, "action_end"), {"what": "done", "words": "x"})
        assert reply.status_code == HTTPStatus.NOT_FOUND
    for who in (ben, ada, iris, ola):
        assert as_(who).get(url(action, "action_change")).status_code == HTTPStatus.NOT_FOUND
    client.logout()
    assert client.get(url(action)).status_code == HTTPStatus.FOUND
    assert UnitAction.objects.get().status == "open"


def test_an_end_needs_words_and_is_kept(as_, action, ada, ben):
    form = as_(ada).get(url(action)).content.decode()
    assert 'name="what"' in form and 'name="words"' in form and "csrfmiddlewaretoken" in form
    as_(ada).post(url(action, "action_end"), {"what": "done", "words": " "})
    assert UnitAction.objects.get().status == "open"
    as_(ada).post(url(action, "action_end"), {"what": "done", "words": "Eight people trained."})
    as_(ben).post(url(action, "action_end"), {"words": "Two more came."})
    as_(ben).post(url(action, "action_end"), {"what": "dropped", "words": "The counter closes."})
    page = as_(ben).get(url(action)).content.decode()
    assert all(words in page for words in ("Eight people trained.", "Two more came.", "The counter closes."))
    assert [one.what for one in ActionEvent.objects.all()] == ["created", "done", "reopened", "dropped"]
    assert AuditEvent.objects.filter(action__startswith="action.").count() == 4


def test_a_change_needs_its_reason_and_a_closed_action_rests(action, hua, ben, now):
    later = values_for(ben, now.date())
    with pytest.raises(ReasonMissing):
        change_action(action=action, values=later, reason="", by=hua, at=now)
    change_action(action=action, values=later, reason="Ada is on leave.", by=hua, at=now)
    assert UnitAction.objects.get().owner == ben
    assert ActionEvent.objects.last().changes["owner"] == ["Ada", "Ben"]
    end_action(action=action, what=ActionEvent.What.DROPPED, outcome="Not needed.", by=hua, at=now)
    with pytest.raises(ActionRefused):
        change_action(action=action, values=later, reason="x", by=hua, at=now)


def test_overdue_ones_come_first_and_filters_narrow(as_, action, units, hua, ben, now):
    enter_action(
        unit=units["X2"],
        values={**values_for(ben, timezone.localdate() + timedelta(days=9)), "title": "Later"},
        by=hua,
        at=now,
    )
    page = as_(hua).get("/hr/actions/").content.decode()
    assert page.index("Train the counter") < page.index(">Later<")
    assert ">Later<" not in as_(hua).get("/hr/actions/", {"state": "overdue"}).content.decode()
    assert "Train the counter" not in as_(hua).get("/hr/actions/", {"unit": units["X2"].public_id}).content.decode()
    assert as_(ben).get("/hr/actions/", {"unit": units["Y1"].public_id}).status_code == HTTPStatus.NOT_FOUND


def test_entering_one_is_for_writers_of_the_unit_with_an_owner_of_its_tree(
    as_, units, hua, ola, ben, ada, cleo, framework
):
    address = reverse("analytics:action_new", args=[units["X1"].public_id])
    for who in (ola, ben):
        assert as_(who).get(address).status_code == HTTPStatus.NOT_FOUND
    answers = {**values_for(cleo.email, "2027-01-01"), "owner": cleo.email}
    assert "Nobody of this unit" in as_(hua).post(address, answers).content.decode()
    assert as_(hua).post(address, {**answers, "owner": ada.email}).status_code == HTTPStatus.FOUND
    assert UnitAction.objects.get().owner == ada


def test_the_owner_finds_it_in_the_own_file(as_, action, ada, cleo):
    assert "Train the counter" in as_(ada).get("/my/access/").content.decode()
    assert "Train the counter" not in as_(cleo).get("/my/access/").content.decode()


def test_an_administrator_of_elsewhere_writes_nothing_here(as_, action, units):
    other = User.objects.create_user("adm@example.org", "a-long-enough-password", name="Adm")
    grant_role(user=other, role=Role.ADMINISTRATOR, unit=units["Y"], by=None)
    assert as_(other).get(url(action)).status_code == HTTPStatus.NOT_FOUND
