"""Every route of cut scores at the desk against everybody, and the pages of the people of the bank."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from assessments.desk.cut_scores.urls import urlpatterns
from assessments.models import CutProposal, CutScore, Panel, Scenario, ScenarioPanel, ScenarioVersion
from assessments.services.standard_setting.sign_off import propose

from .conftest import LATER, NOW, Status

pytestmark = pytest.mark.django_db

OWN_LISTS = {"examinations"}  # open to authors of any unit, who find nothing of another one in it
POSTED = {"appoint", "dismiss", "move", "decide", "close_grading"}


@pytest.fixture
def routes(panel, exam, ann, scenario: Scenario) -> dict[str, str]:
    version = ScenarioVersion.objects.create(scenario=scenario, definition={}, content_hash="0" * 64, status="draft")
    grading = ScenarioPanel.objects.create(version=version, convener=ann)
    ids = {"scenario": scenario.public_id, "grading": grading.public_id, "close_grading": grading.public_id}
    found = {}
    for pattern in urlpatterns:
        parts = {"public_id": ids.get(pattern.name, panel.public_id), "code": exam.code}
        parts["judge"] = panel.judges.first().pk
        wanted = {name: parts[name] for name in pattern.pattern.converters}
        found[pattern.name] = reverse(f"cut_scores:{pattern.name}", kwargs=wanted)
    return found


def test_strangers_are_asked_to_sign_in(client, routes):
    for address in routes.values():
        for response in (client.get(address), client.post(address)):
            assert response["Location"].startswith("/account/login/")


@pytest.mark.parametrize("who", ["learner", "HR", "training", "admin", "superuser", "other unit"])
def test_outsiders_meet_a_404_or_the_sign_in(client, routes, outsiders, who):
    client.force_login(outsiders[who])
    for name, address in routes.items():
        if who == "other unit" and name in OWN_LISTS:
            page = client.get(address).content.decode()
            assert "T-01" not in page and "SIM-1" not in page
            continue
        for response in (client.get(address), client.post(address)):
            assert response.status_code in (404, 302, 405), name
            assert response.status_code != HTTPStatus.FOUND or response["Location"].startswith("/account/login/")
    assert Panel.objects.get().status == Status.PREPARING


def test_a_colleague_reads_the_board_and_leads_nothing(client, routes, both, rex):
    for colleague in (both, rex):
        client.force_login(colleague)
        for name in ("examinations", "examination", "panel", "convene", "scenario", "grading"):
            assert client.get(routes[name]).status_code == HTTPStatus.OK, name
        for name in ("describe", "propose"):
            assert client.get(routes[name]).status_code == HTTPStatus.NOT_FOUND, name
        for name in ("appoint", "dismiss", "move", "describe"):
            assert client.post(routes[name], {"to": "round_1"}).status_code == HTTPStatus.NOT_FOUND, name
    assert Panel.objects.get().status == Status.PREPARING


def test_acts_are_posted(client, routes, ann):
    client.force_login(ann)
    for name in POSTED:
        assert client.get(routes[name]).status_code == HTTPStatus.METHOD_NOT_ALLOWED, name


def test_a_panel_from_convening_to_its_first_round(client, exam, ann, seated):
    client.force_login(ann)
    texts = {"borderline_en": "Just about.", "borderline_zh_hant": "剛好達標。"}
    reply = client.post(reverse("cut_scores:convene", args=["T-01"]), {"level": "2", "numbers": "1-3, 11", **texts})
    panel = Panel.objects.get()
    assert reply["Location"] == reverse("cut_scores:panel", args=[panel.public_id])
    assert panel.items.count() == 4
    for user in seated:
        person = {"person": user.email.upper(), "expertise": "counter"}
        client.post(reverse("cut_scores:appoint", args=[panel.public_id]), person)
    board = client.get(reply["Location"]).content.decode()
    assert "Judge6" in board and "Just about." in board and "剛好達標。" in board
    nobody = {"person": "nobody@example.org", "expertise": "x"}
    told = client.post(reverse("cut_scores:appoint", args=[panel.public_id]), nobody, follow=True).content.decode()
    assert "Nobody here signs in with this address." in told
    client.post(reverse("cut_scores:move", args=[panel.public_id]), {"to": "round_1"})
    panel.refresh_from_db()
    assert panel.status == Status.ROUND_1


def test_the_cut_is_looked_at_proposed_and_signed(client, closed, exam, ann, rex):
    client.force_login(ann)
    address = reverse("cut_scores:propose", args=[closed.public_id])
    look = client.get(address, {"effective_from": LATER.isoformat(), "shift": "-40"}).content.decode()
    assert "A policy shift may not exceed" in look and "A policy shift needs a reason." in look
    assert "65.0 %" in look and "25.0 %" in look
    assert not CutProposal.objects.exists()
    client.post(address, {"effective_from": LATER.isoformat()})
    panel = reverse("cut_scores:panel", args=[closed.public_id])
    assert "signs it" in client.get(panel).content.decode()
    client.force_login(rex)
    assert reverse("cut_scores:panel", args=[closed.public_id]) in client.get("/cms/cut-scores/").content.decode()
    assert 'value="sign"' in client.get(panel).content.decode()
    client.post(reverse("cut_scores:decide", args=[closed.public_id]), {"decision": "sign"})
    assert CutScore.objects.get(proposal__panel=closed).share == pytest.approx(0.65)
    history = client.get(reverse("cut_scores:examination", args=["T-01"])).content.decode()
    for words in ("panel of 6 judges", "Ann, Rex", "to come", "expert priors"):
        assert words in history


def test_a_colleagues_signature_changes_nothing_if_it_is_refused(client, closed, ann):
    propose(panel=closed, effective_from=LATER, actor=ann, at=NOW)
    client.force_login(ann)
    told = client.post(
        reverse("cut_scores:decide", args=[closed.public_id]), {"decision": "sign"}, follow=True
    ).content.decode()
    assert "neither proposed the cut nor sat on the panel" in told
    assert not CutScore.objects.filter(proposal__isnull=False).exists()
