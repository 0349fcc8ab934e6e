"""The pages of a case, and everybody who must not see them."""

from http import HTTPStatus
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from analytics.models import Snapshot
from analytics.services.snapshots import take_snapshot
from assessments.models import ConductCase, ConductRun
from assessments.services.conduct.cases import confirm_finding, write_finding
from lms.base.models import AuditEvent
from lms.people.models import Role
from lms.people.services.grants import grant_role

ANSWER = "I know this law by heart."


def desk(case):
    return reverse("authoring:conduct_case", args=["E-01", case.public_id])


def own(case):
    return reverse("assessments:conduct_case", args=[case.public_id])


def test_the_whole_way_through_the_pages(client, attempts, rex, rita, roy, ada):
    client.force_login(rex)
    home = reverse("authoring:conduct", args=["E-01"])
    form = client.get(home).context["form"].initial
    page = client.post(home, {"since": form["since"], "until": form["until"]}, follow=True)
    assert "2 cases would be opened" in page.text
    assert "Ada" not in page.text
    client.post(page.redirect_chain[-1][0], {"decision": "open"})
    case = ConductCase.objects.get(attempt__learner=ada)
    page = client.get(desk(case)).text
    assert "There is time until" in page
    assert "Cleo" in page  # the other of the pair, for reviewers alone
    client.force_login(ada)
    assert own(case) in client.get(reverse("assessments:result", args=[case.attempt.public_id])).text
    asked = client.get(own(case)).text
    assert "same wrong answer" in asked
    assert "Cleo" not in asked
    client.post(own(case), {"text": ANSWER})
    client.force_login(rex)
    assert ANSWER in client.get(desk(case)).text
    client.post(desk(case), {"finding": "set_aside", "reason": "Both papers are one."})
    assert desk(case) not in client.get("/cms/").text
    client.force_login(rita)
    assert desk(case) in client.get("/cms/").text
    client.post(desk(case), {"decision": "confirm"})
    client.force_login(ada)
    decision = client.get(own(case)).text
    assert "Both papers are one." in decision
    assert "Right of appeal" in decision
    assert "Set aside" in client.get(reverse("assessments:result", args=[case.attempt.public_id])).text
    client.post(own(case), {"text": "Look again."})
    client.force_login(roy)
    client.post(desk(case), {"decision": "allow", "reason": "They were right."})
    client.force_login(ada)
    assert "They were right." in client.get(own(case)).text
    assert "reached" in client.get(reverse("assessments:result", args=[case.attempt.public_id])).text


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.LEARNER, Role.REVIEWER)])
def test_no_other_role_finds_anything(client, case, hire, role):
    client.force_login(hire("Nora", (role, "P")))
    run = ConductRun.objects.get()
    for address in (
        reverse("authoring:conduct", args=["E-01"]),
        reverse("authoring:conduct_run", args=["E-01", run.public_id]),
        desk(case),
        own(case),
    ):
        for reply in (client.get(address), client.post(address, {"decision": "open"})):
            assert reply.status_code == HTTPStatus.NOT_FOUND, address


@pytest.mark.parametrize("who", ["ben", "hua", "cleo", "yan"])
def test_neither_line_manager_nor_hr_nor_the_other_of_a_pair_nor_another_reviewer(client, request, hire, case, who):
    user = hire("Yan", (Role.REVIEWER, "Y")) if who == "yan" else request.getfixturevalue(who)
    client.force_login(user)
    for address in (desk(case), own(case)):
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("role", [Role.LINE_MANAGER, Role.HR_VIEWER])
@pytest.mark.parametrize("unit", ["X1", "P"])
def test_a_reviewer_who_is_the_persons_superior_does_not_find_the_case(client, case, rita, units, role, unit):
    client.force_login(rita)
    assert client.get(desk(case)).status_code == HTTPStatus.OK
    grant_role(user=rita, role=role, unit=units[unit], by=None)
    client.force_login(rita)
    assert client.get(desk(case)).status_code == HTTPStatus.NOT_FOUND
    assert "Ada" not in client.get(reverse("authoring:conduct", args=["E-01"])).text


def test_the_other_of_a_pair_is_not_named_to_their_superior(client, case, rita, units):
    grant_role(user=rita, role=Role.LINE_MANAGER, unit=units["Y1"], by=None)
    client.force_login(rita)
    page = client.get(desk(case))
    assert page.status_code == HTTPStatus.OK
    assert "Cleo" not in page.text


def test_a_reviewer_does_not_work_on_a_case_of_their_own(client, case, ada, units):
    grant_role(user=ada, role=Role.REVIEWER, unit=units["X"], by=None)
    client.force_login(ada)
    assert client.get(desk(case)).status_code == HTTPStatus.NOT_FOUND
    assert client.get(own(case)).status_code == HTTPStatus.OK


def test_strangers_are_asked_to_sign_in(client, case):
    for address in (desk(case), own(case)):
        assert client.get(address).status_code == HTTPStatus.FOUND


def test_each_look_of_a_reviewer_is_written_down(client, case, rex):
    client.force_login(rex)
    client.get(desk(case))
    event = AuditEvent.objects.get(action="conduct.looked_at")
    assert (event.actor_id, event.object_id, event.detail) == (rex.pk, str(case.public_id), {})


def test_pages_and_downloads_of_managers_and_reports_hold_nothing_of_a_case(client, case, ben, hua):
    """Before and after: what they see of Ada does not change by a case that is open."""
    take_snapshot(at=timezone.now(), occasion=Snapshot.Occasion.DAY)
    for user, names in ((ben, ["analytics:team"]), (hua, ["assessments:accommodations", "assessments:sessions"])):
        client.force_login(user)
        for name in names:
            page = client.get(reverse(name))
            assert page.status_code == HTTPStatus.OK
            for word in ("conduct", "Irregular", str(case.public_id)):
                assert word not in page.text


def test_lists_cost_the_same_for_any_number_of_cases(client, case, rex, django_assert_max_num_queries):
    client.force_login(rex)
    address = reverse("authoring:conduct", args=["E-01"])
    client.get(address)
    with django_assert_max_num_queries(25) as two:
        client.get(address)
    ConductCase.objects.exclude(pk=case.pk).delete()
    with django_assert_max_num_queries(25) as one:
        client.get(address)
    assert len(one) == len(two)


def test_empty_pages_say_so(client, examination, rex):
    client.force_login(rex)
    page = client.get(reverse("authoring:conduct", args=["E-01"])).text
    assert "No case." in page
    assert "No run yet." in page
    assert (
        reverse("authoring:conduct", args=["E-01"]) in client.get(reverse("authoring:examination", args=["E-01"])).text
    )


def test_a_form_that_is_not_filled_in_changes_nothing(client, case, rex, ada):
    client.force_login(rex)
    page = client.post(desk(case), {"finding": "unfounded", "reason": ""}, follow=True)
    assert "fill in" in page.text
    client.force_login(ada)
    assert client.post(own(case), {"text": " "}).status_code == HTTPStatus.OK
    case.refresh_from_db()
    assert (case.status, case.answered_at) == ("open", None)


def test_a_decided_case_takes_no_answer(client, case, rex, rita, ada):
    write_finding(case=case, finding=ConductCase.Finding.UNFOUNDED, reason="A fault.", by=rex, at=timezone.now())
    confirm_finding(case=case, by=rita, at=timezone.now())
    client.force_login(ada)
    assert "takes no answer" in client.post(own(case), {"text": "Late"}, follow=True).text


def test_no_app_above_knows_of_cases():
    """Levels, reports, downloads and certificates cannot show what their code does not name."""
    root = Path(__file__).resolve().parents[3]
    for app in ("analytics", "courses", "certificates"):
        for path in (root / app).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            assert not any(word in text for word in ("ConductCase", "ConductRun", "conduct_", ".conduct")), path
