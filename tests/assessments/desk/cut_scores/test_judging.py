"""The judge's pages: the item as candidates see it, the key after one's own rating, the others' after the round."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from assessments.models import DrawnItem, Rating
from assessments.services.delivery import start_attempt, submit_attempt
from assessments.services.standard_setting.rounds import move_panel
from lms.base.models import AuditEvent
from tests.assessments.conftest import canary

from .conftest import NOW, Status, rate_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def judge(client, opened, seated):
    client.force_login(seated[0])
    return opened.judges.get(user=seated[0])


def page(panel, position=1):
    return reverse("assessments:judge_item", args=[panel.public_id, position])


def reason_of(panel, position):
    """Text that only the key of this item holds."""
    return canary(panel.items.get(position=position).version.item.number)


def test_the_key_appears_after_the_judges_own_rating_of_the_item(client, opened, judge):
    before = client.get(page(opened)).content.decode()
    assert "Stem 1" in before and "Those who only guess: 25." in before
    assert reason_of(opened, 1) not in before
    reply = client.post(page(opened), {"percent": "60"}, follow=True)
    assert reply.redirect_chain == [(page(opened), HTTPStatus.FOUND)]
    assert reason_of(opened, 1) in reply.content.decode()
    assert reason_of(opened, 2) not in client.get(page(opened, 2)).content.decode()
    assert Rating.objects.get().percent == 60


def test_a_change_is_saved_at_once_by_a_script(client, opened, judge):
    headers = {"accept": "application/json"}
    assert client.post(page(opened), {"percent": "60"}, headers=headers).json()["percent"] == 60
    assert client.post(page(opened), {"percent": "65"}, headers=headers).json()["percent"] == 65
    refused = client.post(page(opened), {"percent": "650"}, headers=headers)
    assert (refused.status_code, "0 to 100" in refused.json()["error"]) == (HTTPStatus.CONFLICT, True)
    assert Rating.objects.get().percent == 65


def test_the_overview_counts_and_leads_to_the_next_item(client, opened, judge):
    client.post(page(opened, 1), {"percent": "60"})
    overview = client.get(reverse("assessments:judge_panel", args=[opened.public_id])).content.decode()
    assert "1 of 20 items rated" in overview and page(opened, 2) in overview
    assert "Registers a plain case" in overview


def test_what_the_others_said_is_shown_once_the_round_is_closed_and_without_names(client, opened, judge, ann, seated):
    rate_all(opened, lambda place, _: 31 + 7 * place)
    told = "31 · 38 · 45 · 52 · 59 · 66"
    assert told not in client.get(page(opened)).content.decode()
    move_panel(panel=opened, to=Status.DISCUSSION, actor=ann, at=NOW)
    shown = client.get(page(opened)).content.decode()
    assert told in shown and "to be discussed" in shown
    assert not [user.name for user in seated[1:] if user.name in shown]
    # Between the rounds nothing is taken.
    assert "data-rating" not in shown
    client.post(page(opened), {"percent": "99"})
    assert not Rating.objects.filter(percent=99).exists()


def test_real_results_are_shown_from_thirty_answers_on(client, opened, judge, ann, ada, exam):
    rate_all(opened, lambda place, _: 60)
    move_panel(panel=opened, to=Status.DISCUSSION, actor=ann, at=NOW)
    attempt = submit_attempt(attempt=start_attempt(examination=exam, learner=ada, session_key="d", at=NOW), at=NOW)
    attempt.drawn.all().delete()
    version = opened.items.get(position=1).version
    DrawnItem.objects.bulk_create(
        DrawnItem(attempt=attempt, position=place, version=version, tokens=[], mark=place % 2) for place in range(1, 30)
    )
    assert "Of all candidates so far" not in client.get(page(opened)).content.decode()
    DrawnItem.objects.create(attempt=attempt, position=30, version=version, tokens=[], mark=0)
    assert "Of all candidates so far, 50 %" in client.get(page(opened)).content.decode()


def test_the_second_round_starts_from_ones_own_rating(client, opened, judge, ann):
    rate_all(opened, lambda place, _: 31 + 7 * place)
    move_panel(panel=opened, to=Status.DISCUSSION, actor=ann, at=NOW)
    move_panel(panel=opened, to=Status.ROUND_2, actor=ann, at=NOW)
    assert "In the first round you said 31." in client.get(page(opened)).content.decode()
    client.post(page(opened), {"percent": "50"})
    rated = judge.ratings.filter(item__position=1).order_by("round")
    assert list(rated.values_list("round", "percent")) == [(1, 31), (2, 50)]


def test_a_judge_meets_nothing_but_the_items_of_the_panel(client, opened, judge, seated):
    assert client.get(page(opened, 21)).status_code == HTTPStatus.NOT_FOUND
    for address in (
        reverse("authoring:banks"),
        reverse("cut_scores:panel", args=[opened.public_id]),
        reverse("cut_scores:examination", args=["T-01"]),
    ):
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND
    assert "T-01" in client.get(reverse("assessments:panels")).content.decode()


def test_a_panel_in_preparation_is_not_shown_to_its_judges(client, panel, seated):
    client.force_login(seated[0])
    assert "T-01" not in client.get(reverse("assessments:panels")).content.decode()
    assert client.get(page(panel)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("who", ["ann", "rex", "yan", "ada", "hua", "sue"])
def test_only_judges_open_the_judges_pages(client, request, opened, who):
    """Colleagues of the bank, its convener among them, and outsiders meet the same 404."""
    client.force_login(request.getfixturevalue(who))
    for address in (page(opened), reverse("assessments:judge_panel", args=[opened.public_id])):
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND
    assert client.post(page(opened), {"percent": "10"}).status_code == HTTPStatus.NOT_FOUND
    assert not Rating.objects.exists()


def test_strangers_are_asked_to_sign_in(client, opened):
    for address in (reverse("assessments:panels"), page(opened)):
        assert client.get(address)["Location"].startswith("/account/login/")


def test_the_log_learns_that_an_item_was_rated_but_not_how(client, opened, judge):
    client.post(page(opened), {"percent": "63"})
    event = AuditEvent.objects.get(action="panel.item_rated")
    assert event.detail == {"item": "T-001", "round": 1}
