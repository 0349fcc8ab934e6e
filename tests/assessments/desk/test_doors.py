"""Every route of the desk against everybody: the bank's own people, other people, and nobody at all."""

from http import HTTPStatus

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from assessments.desk.urls import urlpatterns
from assessments.models import (
    CalibrationRun,
    Equating,
    ItemBank,
    ItemImport,
    ItemVersion,
    Regrade,
    Scenario,
    ScenarioDraft,
    ScenarioVersion,
    TestForm,
)
from assessments.services.authoring.pictures import Drawing, keep_picture
from assessments.services.exchange.pictures import hold_pictures
from lms.people.models import Role, User
from lms.people.services.grants import end_grant
from tests.assessments.desk.conftest import CANARY

READ = (
    *("banks", "bank", "texts", "mark_text", "picture", "item", "item_version", "preview", "export_items"),
    *("statistics", "examination_statistics", "fairness", "calibrations", "calibration"),
    *("examination", "assemble", "test_form", "equatings", "equating", "equate_forms"),
    *("propose_regrade", "regrade"),
)
WRITE = (
    "choose_kind",
    "new_item",
    "new_version",
    "edit_version",
    "blueprint",
    "import_items",
    "item_import",
    "import_picture",
)
READ_SCENARIOS = (
    *("scenarios", "scenario", "scenario_version", "compare", "export", "scenario_graph", "draft_graph"),
    *("draft", "draft_part", "draft_thing", "draft_yaml", "draft_thing_yaml", "export_draft"),
)
WRITE_SCENARIOS = (
    *("new_scenario", "upload", "replace_draft"),
    *("start_draft", "start_from_spreadsheet", "spreadsheet_template"),
)
POSTED = (
    *("item_step", "check", "scenario_step", "test_play"),
    *("edit_scenario", "check_draft", "store_draft", "discard_draft", "make_from_spreadsheet"),
    *("apply_import", "undo_import", "discard_import"),
    *("propose_calibration", "put_calibration_in_force"),
    *("add_enemy", "remove_enemy", "set_cap", "set_source", "decide_blueprint", "settle_alerts", "form_step"),
    "decide_equating",
)
# See tests/assessments/views/test_placements.py and tests/assessments/conduct/test_pages.py.
REVIEWERS_ALONE = ("placements", "placement_replay", "conduct", "conduct_run", "conduct_case")
EMPTY_CURVE = [[ability, 0.5] for ability in (-2.0, -1.0, 0.0, 1.0, 2.0)]


@pytest.fixture
def routes(bank: ItemBank, scenario: Scenario, rex: User, sue: User) -> dict[str, str]:
    """Name → address, with objects that exist."""
    ScenarioVersion.objects.create(
        scenario=scenario, number=1, definition={"truth": [CANARY]}, content_hash="0" * 64, status="live"
    )
    definition = {"id": "sim-1", "title": "One wrong character", "documents": [{"id": "letter"}]}
    draft = ScenarioDraft.objects.create(
        scenario=scenario, unit=scenario.unit, definition=definition, started_by=rex, edited_by=rex
    )
    batch = ItemImport.objects.create(
        bank=bank, file_name="f.csv", sha256="0" * 64, format="csv", counts={"read": 0, "refused": 0}
    )
    drawing = Drawing(data=b"pixels", media_type="image/png", width=1, height=1)
    keep_picture(bank=bank, drawing=drawing, by=None)
    hold_pictures(batch, [drawing])
    regrade = Regrade.objects.create(
        version=ItemVersion.objects.get(item__bank=bank, item__number=1),
        kind=Regrade.Kind.FULL_MARK,
        reason=CANARY,
        asked_by=sue,
        asked_at=timezone.now(),
    )
    CalibrationRun.objects.create(
        bank=bank, number=1, made_at=timezone.now(), made_by=sue, people=0, shift=0.0, method="test"
    )
    first, second = (
        TestForm.objects.create(
            examination=bank.examinations.get(),
            number=number,
            status=TestForm.Status.APPROVED,
            content_hash="0" * 64,
            seed=1,
            parameters={"tolerance": 0},
            report={"length": 0, "target": 0, "expected": 0, "information": 0, "chance": 0, "curve": EMPTY_CURVE},
            made_by=rex,
            made_at=timezone.now(),
            approved_by=sue,
        )
        for number in (1, 2)
    )
    Equating.objects.create(
        examination=first.examination,
        number=1,
        form=first,
        reference=second,
        method="circle_arc",
        people=0,
        reference_people=0,
        anchors=[],
        table=[0, 0.5, 2],
        errors=[0, 0, 0],
        effective_from=timezone.localdate(),
        proposed_by=sue,
        proposed_at=timezone.now(),
    )
    found = {}
    for pattern in urlpatterns:
        homes = {"scenarios/working-copies/": draft.public_id, "scenarios/": scenario.public_id}
        home = next((found for start, found in homes.items() if str(pattern.pattern).startswith(start)), bank.public_id)
        parts = {"public_id": home, "part": "documents", "thing": 0}
        parts |= {"number": 1, "version": 1, "kind": "single", "code": "E-01", "other": 2, "reference": 2}
        parts |= {"digest": drawing.digest, "drawn": 1}
        parts |= {"examination": bank.examinations.get().public_id, "placement_id": scenario.public_id}
        parts |= {"import_id": batch.public_id}
        parts |= {"regrade_id": regrade.public_id, "run_id": batch.public_id, "case_id": batch.public_id}
        wanted = pattern.pattern.converters
        found[pattern.name] = reverse(f"authoring:{pattern.name}", kwargs={name: parts[name] for name in wanted})
    return found


def test_every_route_is_in_the_lists_of_this_file(routes):
    assert sorted(routes) == sorted(READ + WRITE + READ_SCENARIOS + WRITE_SCENARIOS + POSTED + REVIEWERS_ALONE)


def test_every_view_says_whom_it_admits():
    admitted = {pattern.name: getattr(pattern.callback, "admits", None) for pattern in urlpatterns}
    assert all(admitted.values())
    assert get_resolver().resolve("/cms/item-banks/").func.admits == admitted["banks"]


def test_strangers_are_asked_to_sign_in(client, routes):
    for address in routes.values():
        for response in (client.get(address), client.post(address)):
            assert response.status_code == HTTPStatus.FOUND
            assert response["Location"].startswith("/account/login/")


# Lists are open to authors of any unit, who find nothing of another one in them.
OWN_LISTS = {"banks", "scenarios", "new_scenario", "start_draft", "start_from_spreadsheet", "spreadsheet_template"}
OWN_LISTS |= {"make_from_spreadsheet"}


@pytest.mark.parametrize("who", ["learner", "HR", "training", "admin", "superuser", "other unit"])
def test_outsiders_meet_a_404_or_the_sign_in(client, routes, outsiders, who):
    client.force_login(outsiders[who])
    for name, address in routes.items():
        if who == "other unit" and name in OWN_LISTS:
            page = client.get(address).content.decode(errors="replace")
            assert "Bank of X" not in page
            assert "One wrong character" not in page
            continue
        for response in (client.get(address), client.post(address)):
            # A method that no object takes is refused before any object is looked for.
            assert response.status_code in (404, 302, 405), name
            assert response.status_code != HTTPStatus.FOUND or response["Location"].startswith("/account/login/")
        if name not in POSTED:
            assert client.get(address).status_code != HTTPStatus.METHOD_NOT_ALLOWED


def test_a_refused_bank_looks_like_one_that_does_not_exist(client, routes, yan):
    client.force_login(yan)
    missing = client.get("/cms/item-banks/00000000-0000-4000-8000-000000000000/")
    refused = client.get(routes["bank"])
    assert (missing.status_code, missing.content) == (refused.status_code, refused.content)


def test_the_author_reaches_all_pages(client, routes, ann):
    client.force_login(ann)
    for name in (*READ, *WRITE, *READ_SCENARIOS, *WRITE_SCENARIOS):
        response = client.get(routes[name], follow=True)
        assert response.status_code == HTTPStatus.OK, name


def test_a_reviewer_reads_but_does_not_write(client, routes, rex):
    client.force_login(rex)
    for name in (*READ, *READ_SCENARIOS):
        assert client.get(routes[name], follow=True).status_code == HTTPStatus.OK, name
    for name in (*WRITE, *WRITE_SCENARIOS):
        assert client.get(routes[name]).status_code == HTTPStatus.NOT_FOUND, name


def test_an_author_elsewhere_who_reviews_here_does_not_write_here(client, routes, hire):
    client.force_login(hire("Mia", (Role.AUTHOR, "Y"), (Role.REVIEWER, "X")))
    assert client.get(routes["item_version"]).status_code == HTTPStatus.OK
    for name in (*WRITE, "upload"):
        assert client.get(routes[name]).status_code == HTTPStatus.NOT_FOUND, name


def test_a_right_that_has_ended_opens_nothing(client, routes, ann):
    end_grant(grant=ann.grants.get(), by=None)
    ann.refresh_from_db()
    client.force_login(ann)
    assert client.get(routes["bank"]).status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.FOUND)


@pytest.mark.parametrize(("name", "is_shown"), [("ann", True), ("rex", True), ("tom", False), ("sue", False)])
def test_only_authors_and_reviewers_find_the_menu(client, request, bank, name, is_shown):
    client.force_login(request.getfixturevalue(name))
    page = client.get("/cms/").content.decode()
    assert ("/cms/item-banks/" in page) == is_shown
    assert ("/cms/scenarios/" in page) == is_shown


def test_steps_are_taken_by_post_only(client, routes, ann):
    client.force_login(ann)
    for name in POSTED:
        assert client.get(routes[name]).status_code == HTTPStatus.METHOD_NOT_ALLOWED
