"""Being placed in the browser: the way through, what nobody learns on it, and who may see what."""

import io
import re
from http import HTTPStatus
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.urls import reverse

from assessments.models import Placement, PlacementStep
from lms.base.models import AuditEvent
from lms.people.models import OrgUnit, Role, User
from lms.people.services.grants import grant_role
from tests.assessments.conftest import canary
from tests.assessments.placing import open_step, token_of, work_through

pytestmark = pytest.mark.django_db

START = "/placement/"


def task_url(placement):
    return reverse("assessments:placement", args=[placement.public_id])


def result_url(placement):
    return reverse("assessments:placement_result", args=[placement.public_id])


@pytest.fixture
def begun(client, placement_bank, ada):
    """Ada has started in her browser; returns (client, placement)."""
    client.force_login(ada)
    client.post(START)
    return client, Placement.objects.get(learner=ada)


@pytest.fixture
def rex(placement_bank, units, ada) -> User:
    """Reviews in the province, which keeps the bank; Ann writes there."""
    placement_bank.bank.unit = OrgUnit.objects.get(code="P")
    placement_bank.bank.save()
    user = User.objects.create_user("rex@example.org", "a-long-enough-password", name="Rex")
    grant_role(user=user, role=Role.REVIEWER, unit=placement_bank.bank.unit, by=None)
    return user


def test_the_whole_way_ends_in_ranges_and_no_page_holds_a_key(begun):
    client, placement = begun
    seen = []
    while True:
        page = client.get(task_url(placement))
        if page.status_code != HTTPStatus.OK:
            break
        seen.append(page.text)
        step = open_step(placement)
        reply = client.post(
            task_url(placement),
            {"number": step.number, "value": token_of(step, "a" if step.version.level < 3 else "b")},
        )
        assert reply.url == task_url(placement)
    assert page.url == result_url(placement)
    seen += [client.get(url).text for url in (page.url, page.url.replace("result", "steps"), START)]
    assert "Competency S1" in seen[-3]
    assert "Level 2" in seen[-3] or "Up to level" in seen[-3]
    assert not any(canary(number) in text for text in seen for number in range(1, 76))
    placement.refresh_from_db()
    assert placement.status == Placement.Status.FINISHED
    events = list(AuditEvent.objects.filter(action__startswith="placement.").values_list("action", flat=True))
    assert events == ["placement.started", "placement.finished"]


def test_right_wrong_and_unknown_answers_get_the_same_reply_and_the_same_kind_of_page(
    client, placement_bank, ada, ben, cleo
):
    replies, pages = [], []
    for person, letter in ((ada, "a"), (ben, "b"), (cleo, None)):
        client.force_login(person)
        client.post(START)
        placement = Placement.objects.get(learner=person)
        step = open_step(placement)
        given = {"unknown": "1"} if letter is None else {"value": token_of(step, letter)}
        reply = client.post(task_url(placement), {"number": step.number, **given})
        replies.append((reply.status_code, reply.url.replace(str(placement.public_id), "…"), reply.content))
        text = client.get(task_url(placement)).text.replace(str(placement.public_id), "…")
        text = re.sub(r'value="[^"]*"|Stem \d+|Option \w of \d+|person\w*|Ada|Ben|Cleo', "", text)
        pages.append(re.sub(r"csrf\w*|nonce\S*", "", text))
    assert len(set(replies)) == 1
    assert len(set(pages)) == 1


def test_two_tabs_and_a_double_click_leave_one_answer(begun):
    client, placement = begun
    step = open_step(placement)
    for letter in "abba":
        client.post(task_url(placement), {"number": 1, "value": token_of(step, letter)})
    step.refresh_from_db()
    assert step.response == [token_of(step, "a")]
    assert PlacementStep.objects.filter(placement=placement).count() == 2


def test_no_choice_is_asked_for_again_and_nonsense_is_refused(begun):
    client, placement = begun
    assert "Choose an answer" in client.post(task_url(placement), {"number": 1}, follow=True).text
    assert client.post(task_url(placement), {"number": "x"}).status_code == HTTPStatus.BAD_REQUEST
    assert open_step(placement).number == 1


def test_one_click_resumes_on_another_device(begun, ada, client):
    browser, placement = begun
    browser.logout()
    client.force_login(ada)
    assert f'href="{task_url(placement)}"' in client.get(START).text
    assert client.post(START).url == task_url(placement)


def test_finishing_early_says_what_it_cannot_say(begun):
    client, placement = begun
    page = client.post(reverse("assessments:placement_end", args=[placement.public_id]), follow=True)
    assert page.text.count("Not enough to say") >= 3
    assert "finished early" in page.text


def test_a_placement_is_nobodys_business_but_ones_own(client, placement_bank, ada, ben, hua, cleo):
    placement = work_through(ada, knows=lambda version: version.level < 4)
    pages = [
        task_url(placement),
        result_url(placement),
        reverse("assessments:placement_steps", args=[placement.public_id]),
    ]
    for stranger in (ben, hua, cleo):
        client.force_login(stranger)
        assert {client.get(url).status_code for url in pages} == {HTTPStatus.NOT_FOUND}
        assert client.post(task_url(placement), {"number": 1, "unknown": 1}).status_code == HTTPStatus.NOT_FOUND
    client.logout()
    assert all("/login/" in client.get(url).url for url in [*pages, START])


def test_reviewers_of_the_bank_see_why_each_item_came_and_not_who_answered(client, placement_bank, ada, rex):
    placement = work_through(ada, knows=lambda version: version.level < 4)
    listed = reverse("authoring:placements", args=[placement_bank.bank.public_id])
    replay = reverse("authoring:placement_replay", args=[placement_bank.bank.public_id, placement.public_id])
    client.force_login(rex)
    enter_cms(rex)
    texts = [client.get(url).text for url in (listed, replay)]
    assert str(placement.public_id) in texts[0]
    assert "gives the same items in the same order" in texts[1]
    assert "PL-0" in texts[1]
    assert not any(name in text for text in texts for name in (">Ada", "ada@example.org"))
    assert AuditEvent.objects.filter(action="placement.replayed", actor_id=rex.pk).count() == 1
    client.force_login(ada)
    assert client.get(replay).status_code == HTTPStatus.NOT_FOUND
    unknown = reverse("authoring:placement_replay", args=[placement_bank.bank.public_id, uuid4()])
    client.force_login(rex)
    assert client.get(unknown).status_code == HTTPStatus.NOT_FOUND


def test_an_author_without_the_right_to_review_meets_a_404(client, placement_bank, rex):
    ann = User.objects.create_user("ann@example.org", "a-long-enough-password", name="Ann")
    grant_role(user=ann, role=Role.AUTHOR, unit=placement_bank.bank.unit, by=None)
    enter_cms(ann)
    client.force_login(ann)
    listed = reverse("authoring:placements", args=[placement_bank.bank.public_id])
    assert client.get(listed).status_code == HTTPStatus.NOT_FOUND


def test_the_simulation_prints_one_line_an_area_and_the_same_for_the_same_seed(placement_bank):
    def simulated(seed):
        out = io.StringIO()
        call_command("simulate_placement", people=20, seed=seed, stdout=out)
        return out.getvalue()

    table = simulated(1)
    assert [line.split()[0] for line in table.splitlines()] == ["area", "S", "C", "P"]
    assert table == simulated(1) != simulated(2)


def enter_cms(user):
    user.user_permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
