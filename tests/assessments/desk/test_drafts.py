"""Working copies of scenarios: pages give back what they show, faults stand at their boxes, nothing is lost."""

from copy import deepcopy
from http import HTTPStatus

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.forms.scenario.parts import PARTS
from assessments.models import ScenarioDraft, ScenarioVersion
from assessments.services.authoring.drafts import start_draft
from lms.base.models import AuditEvent
from lms.competencies.models import Competency, Framework
from lms.people.models import Role
from tests.assessments.desk.browsing import fields_on
from tests.assessments.desk.shipped import definition_of


@pytest.fixture
def claimed(framework: Framework) -> None:
    """The competencies that SIM-1 gives evidence for."""
    area = framework.areas.first()
    known = set(framework.competencies.values_list("code", flat=True))
    claims = {claim["competency"] for claim in definition_of("sim-1")["claims"]}
    for position, code in enumerate(sorted(claims - known), start=10):
        Competency.objects.create(framework=framework, area=area, code=code, name={"en": code}, position=position)


@pytest.fixture
def draft(claimed, units, ann) -> ScenarioDraft:
    return start_draft(definition=definition_of("sim-1"), unit=units["X"], editor=ann)


@pytest.fixture
def desk(open_as, ann):
    return open_as(ann)


def at(name, draft, *rest):
    return reverse(f"authoring:{name}", args=[draft.public_id, *rest])


def save(client, url, **changes):
    """What a browser sends from the page with these boxes written over; `-` in place of dots is not needed."""
    sent = fields_on(client.get(url).content.decode())
    return client.post(url, {**sent, **changes})


def told(response, box):
    shown = BeautifulSoup(response.content.decode(), "html.parser").find(id=f"{box}-told")
    return shown.get_text(" ", strip=True) if shown else ""


def test_a_page_of_each_part_is_saved_as_it_is(desk, draft):
    for part in PARTS.values():
        url = at("draft_thing", draft, part.slug, 0) if part.is_list else at("draft_part", draft, part.slug)
        assert save(desk, url).status_code == HTTPStatus.FOUND, url
    draft.refresh_from_db()
    assert (draft.definition, draft.revision) == (definition_of("sim-1"), 1)


def test_a_text_is_changed_in_its_language_and_simplified_follows(desk, draft):
    save(desk, at("draft_thing", draft, "documents", 0), **{"title.zh-hant": "聯辦申請書"})
    draft.refresh_from_db()
    assert draft.definition["documents"][0]["title"] == {
        "en": "Joint application form",
        "zh-hant": "聯辦申請書",
        "zh-hans": "联办申请书",
    }
    assert draft.revision == 2


def test_simplified_that_somebody_wrote_differently_is_kept(desk, draft):
    save(desk, at("draft_thing", draft, "documents", 0), **{"title.zh-hans": "联合申请书"})
    save(desk, at("draft_thing", draft, "documents", 0), **{"title.zh-hant": "申請書"})
    draft.refresh_from_db()
    assert draft.definition["documents"][0]["title"]["zh-hans"] == "联合申请书"


@pytest.mark.parametrize(
    ("part", "thing", "box", "written", "words"),
    [
        ("documents", 0, "minutes", "soon", "must be a whole number"),
        ("documents", 0, "reveals", "nobody_knows", "no fact"),
        ("documents", 0, "when", "[known, nobody_knows]", "no fact"),
        ("documents", 0, "when", "[and, [done, open.lease]", "is no condition"),
        ("evidence", 0, "good", "[wibble, status]", "no operator"),
        ("events", 0, "time", "23:00", "outside office hours"),
        ("actions", 5, "when", "[==, status, nowhere]", "no value"),
        ("forms", 0, "fields.0.kind", "guess", "must be one of"),
        ("variants", 1, "overrides", "documents:\n  nothing: {minutes: 3}", "no such id"),
        ("goldens", 0, "play", "- {type: dance}", "type of an act"),
    ],
)
def test_a_fault_is_kept_and_told_at_its_box(desk, draft, part, thing, box, written, words):
    url = at("draft_thing", draft, part, thing)
    assert save(desk, url, **{box: written}).status_code == HTTPStatus.FOUND
    page = desk.get(url)
    assert words in told(page, box.replace(".", "-"))
    assert fields_on(page.content.decode())[box] == [written]
    overview = desk.get(at("draft", draft))
    assert url in overview.content.decode()
    assert [one["faults"] for one in overview.context["parts"] if one["part"].slug == part] == [1]


def test_faults_of_several_parts_are_told_at_once(desk, draft):
    save(desk, at("draft_thing", draft, "documents", 0), minutes="soon")
    save(desk, at("draft_thing", draft, "evidence", 2), points="many")
    save(desk, at("draft_part", draft, "general"), horizon_days="long")
    counts = {one["part"].slug: one["faults"] for one in desk.get(at("draft", draft)).context["parts"]}
    assert {slug: count for slug, count in counts.items() if count} == {"documents": 1, "evidence": 1, "general": 1}


def test_an_entry_left_empty_is_missed_at_its_box(desk, draft):
    url = at("draft_thing", draft, "documents", 0)
    save(desk, url, **{"title.en": "", "title.zh-hant": "", "title.zh-hans": ""})
    assert "missing" in told(desk.get(url), "title")


def test_entries_without_a_box_stay(desk, draft):
    definition = deepcopy(draft.definition)
    definition["documents"][0]["colour"] = "red"
    definition["documents"][0]["fields"][1]["shade"] = "dark"
    ScenarioDraft.objects.update(definition=definition)
    save(desk, at("draft_thing", draft, "documents", 0), minutes="9")
    draft.refresh_from_db()
    document = draft.definition["documents"][0]
    assert (document["colour"], document["fields"][1]["shade"], document["minutes"]) == ("red", "dark", 9)
    assert "no such entry" in desk.get(at("draft_thing", draft, "documents", 0)).content.decode()


def test_a_page_that_sends_no_boxes_takes_nothing_out(desk, draft):
    desk.post(at("draft_thing", draft, "forms", 0), {"seen": "1"})
    draft.refresh_from_db()
    assert draft.definition == definition_of("sim-1")


def test_rows_are_added_moved_and_taken_out(desk, draft):
    url = at("draft_thing", draft, "documents", 1)
    before = draft.definition["documents"][1]["fields"]
    for move in ("down:fields.0", "remove:fields.2", "add:fields"):
        assert save(desk, url, move=move).status_code == HTTPStatus.FOUND
    draft.refresh_from_db()
    now = draft.definition["documents"][1]["fields"]
    assert now == [before[1], before[0], before[3], {"label": {}, "value": {}}]


def test_rows_within_rows_are_moved_and_what_was_written_is_kept(desk, draft):
    url = at("draft_thing", draft, "forms", 0)
    save(desk, url, move="up:fields.0.options.1", minutes="7")
    draft.refresh_from_db()
    form = draft.definition["forms"][0]
    assert [option["id"] for option in form["fields"][0]["options"]] == ["name_character", "wrong_person", "number"]
    assert form["minutes"] == 7


def test_entries_of_a_mapping_are_added_and_renamed(desk, draft):
    url = at("draft_part", draft, "world")
    save(desk, url, move="add:vars")
    count = len(draft.definition["vars"])
    save(desk, url, **{f"vars.{count}.key": "seen_it", f"vars.{count}.value": "{int: [0, 3], init: 1}"})
    draft.refresh_from_db()
    assert draft.definition["vars"]["seen_it"] == {"int": [0, 3], "init": 1}
    assert "seen_it" in desk.get(url).content.decode()


def test_things_are_added_moved_and_taken_out(desk, draft):
    url = at("draft_part", draft, "documents")
    added = desk.post(url, {"seen": "1", "move": "add"})
    assert added["Location"] == at("draft_thing", draft, "documents", 9)
    desk.post(url, {"seen": "2", "move": "up:9"})
    desk.post(url, {"seen": "3", "move": "remove:0"})
    draft.refresh_from_db()
    assert [one["id"] for one in draft.definition["documents"]][-2:] == ["document_1", "floor_plan_paper"]
    assert draft.definition["documents"][0]["id"] == "id_card"


def test_a_new_ending_leaves_the_last_one_last(desk, draft):
    desk.post(at("draft_part", draft, "endings"), {"seen": "1", "move": "add"})
    draft.refresh_from_db()
    assert [one["id"] for one in draft.definition["endings"]][-2:] == ["ending_1", "unfinished"]


@pytest.mark.parametrize("move", ["remove:99", "up:x", "add:nothing", "add:fields.77.options", "dance", "down:", ":::"])
def test_moves_that_make_no_sense_do_nothing(desk, draft, move):
    save(desk, at("draft_thing", draft, "forms", 0), move=move)
    draft.refresh_from_db()
    assert draft.definition == definition_of("sim-1")


def test_who_saves_over_a_newer_text_is_shown_both(desk, draft, open_as, both):
    url = at("draft_thing", draft, "documents", 0)
    mine = {**fields_on(desk.get(url).content.decode()), "note.en": "My own note"}
    save(open_as(both), url, **{"note.en": "What Bo wrote"})
    refused = desk.post(url, mine)
    page = refused.content.decode()
    assert refused.status_code == HTTPStatus.CONFLICT
    assert "What Bo wrote" in page
    assert fields_on(page)["note.en"] == ["My own note"]
    draft.refresh_from_db()
    assert draft.definition["documents"][0]["note"]["en"] == "What Bo wrote"
    again = desk.post(url, fields_on(page))
    draft.refresh_from_db()
    assert again.status_code == HTTPStatus.FOUND
    assert draft.definition["documents"][0]["note"]["en"] == "My own note"


def test_a_thing_moved_meanwhile_is_still_the_one_that_is_saved(desk, draft):
    url = at("draft_thing", draft, "documents", 0)
    mine = {**fields_on(desk.get(url).content.decode()), "minutes": "8"}
    desk.post(at("draft_part", draft, "documents"), {"seen": "1", "move": "down:0"})
    page = desk.post(url, mine).content.decode()
    action = BeautifulSoup(page, "html.parser").select_one("form.ad-form")["action"]
    desk.post(action, fields_on(page))
    draft.refresh_from_db()
    assert [(one["id"], one["minutes"]) for one in draft.definition["documents"][:2]] == [
        ("id_card", 2),
        ("application", 8),
    ]


def test_a_thing_taken_out_meanwhile_is_kept_by_who_saves_it(desk, draft):
    url = at("draft_thing", draft, "documents", 8)
    mine = {**fields_on(desk.get(url).content.decode()), "minutes": "8"}
    desk.post(at("draft_part", draft, "documents"), {"seen": "1", "move": "remove:8"})
    page = desk.post(url, mine).content.decode()
    desk.post(url, fields_on(page))
    draft.refresh_from_db()
    assert draft.definition["documents"][8]["minutes"] == 8
    assert draft.definition["documents"][8]["id"] == "floor_plan_paper"


def test_a_list_is_not_moved_on_an_old_page(desk, draft):
    save(desk, at("draft_thing", draft, "documents", 0), minutes="9")
    desk.post(at("draft_part", draft, "documents"), {"seen": "1", "move": "remove:0"})
    draft.refresh_from_db()
    assert len(draft.definition["documents"]) == 9


def test_yaml_of_a_part_goes_out_and_comes_back(desk, draft):
    for args in (("documents",), ("general",), ("evidence", 3)):
        url = at("draft_yaml" if len(args) == 1 else "draft_thing_yaml", draft, *args)
        sent = fields_on(desk.get(url).content.decode())
        assert desk.post(url, sent).status_code == HTTPStatus.FOUND
    draft.refresh_from_db()
    assert draft.definition == definition_of("sim-1")
    url = at("draft_thing_yaml", draft, "variants", 1)
    sent = fields_on(desk.get(url).content.decode())
    desk.post(url, {**sent, "text": sent["text"][0].replace("init: listed", "init: clean")})
    draft.refresh_from_db()
    assert draft.definition["variants"][1]["overrides"] == {"vars": {"credit": {"init": "clean"}}}


@pytest.mark.parametrize(
    ("slug", "text", "words"),
    [
        ("documents", "- [", "no longer YAML"),
        ("documents", "a: b", "must be a list"),
        ("general", "- a", "must hold names and values"),
        ("documents", "- &a [1]\n" + "- *a\n" * 300, "by its anchors"),
        ("documents", '- "\\0"', "cannot be kept"),
    ],
)
def test_what_cannot_be_kept_stays_on_the_page(desk, draft, slug, text, words):
    response = desk.post(at("draft_yaml", draft, slug), {"seen": "1", "text": text})
    page = response.content.decode()
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in page
    assert fields_on(page)["text"] == [text]
    draft.refresh_from_db()
    assert draft.revision == 1


@pytest.mark.parametrize(
    "written", ['"\\0"', '"\\ud800"', "[.nan]", "&a [*a]", "[" * 400, "!!python/object:os.system x", "\0"]
)
def test_no_box_brings_in_what_no_database_keeps(desk, draft, written):
    url = at("draft_thing", draft, "documents", 0)
    assert save(desk, url, when=written).status_code in (HTTPStatus.FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert desk.get(url).status_code == HTTPStatus.OK


def test_a_whole_file_goes_out_and_comes_back(desk, draft):
    exported = desk.get(at("export_draft", draft))
    changed = exported.content.decode().replace("pass_mark: 70", "pass_mark: 75")
    file = SimpleUploadedFile("all.yaml", changed.encode())
    desk.post(at("replace_draft", draft), {"seen": "1", "file": file})
    draft.refresh_from_db()
    assert draft.definition == {**definition_of("sim-1"), "pass_mark": 75}
    refused = desk.post(
        at("replace_draft", draft), {"seen": "1", "file": SimpleUploadedFile("x.yaml", b"pass_mark: 1")}
    )
    draft.refresh_from_db()
    assert "just changed" in refused.content.decode()
    assert draft.definition["pass_mark"] == 75


def test_a_version_is_edited_and_stored_as_the_next(desk, scenario, claimed, ann, quick_check):
    ScenarioVersion.objects.create(
        scenario=scenario, number=4, definition={**definition_of("sim-1"), "version": 4}, content_hash="0" * 64
    )
    desk.post(at("edit_scenario", scenario))
    draft = ScenarioDraft.objects.get(scenario=scenario)
    assert desk.post(at("edit_scenario", scenario))["Location"] == at("draft", draft)
    save(desk, at("draft_part", draft, "general"), pass_mark="72")
    refused = desk.post(at("store_draft", draft), {"seen": "1"}, follow=True)
    assert "just changed" in refused.content.decode()
    desk.post(at("store_draft", draft), {"seen": "2"})
    version = scenario.versions.get(number=5)
    assert (version.definition["pass_mark"], version.definition["version"], version.status) == (72, 5, "draft")
    assert not ScenarioDraft.objects.exists()
    said = list(AuditEvent.objects.filter(action__startswith="scenario_draft").values_list("action", flat=True))
    assert said == ["scenario_draft.started", "scenario_draft.edited", "scenario_draft.stored"]


def test_a_new_scenario_is_stored_as_its_first_version(desk, draft, quick_check):
    save(desk, at("draft_part", draft, "general"), id="sim-77")
    desk.post(at("store_draft", draft), {"seen": "2"})
    version = ScenarioVersion.objects.get()
    assert (version.scenario.code, version.scenario.unit, version.number) == ("SIM-77", draft.unit, 1)


def test_what_has_faults_is_not_stored(desk, draft):
    save(desk, at("draft_thing", draft, "documents", 0), minutes="soon")
    page = desk.post(at("store_draft", draft), {"seen": "2"}, follow=True).content.decode()
    assert "must be a whole number" in page
    assert ScenarioDraft.objects.exists()
    assert not ScenarioVersion.objects.exists()


def test_the_check_says_of_which_text_it_is(desk, draft, quick_check):
    desk.post(at("check_draft", draft))
    page = desk.get(at("draft", draft))
    assert page.context["is_check_of_now"]
    assert "waiting to the end" in page.content.decode()
    save(desk, at("draft_part", draft, "general"), pass_mark="72")
    assert "of an earlier text" in desk.get(at("draft", draft)).content.decode()


def test_a_discarded_copy_is_gone_and_written_down(desk, draft):
    desk.post(at("discard_draft", draft))
    assert not ScenarioDraft.objects.exists()
    assert AuditEvent.objects.filter(action="scenario_draft.discarded").exists()


def test_reviewers_read_working_copies_and_change_nothing(open_as, draft, rex):
    client = open_as(rex)
    url = at("draft_thing", draft, "documents", 0)
    page = client.get(url).content.decode()
    assert "disabled" in str(BeautifulSoup(page, "html.parser").select_one("fieldset.ed-all"))
    assert client.post(url, {"seen": "1", "minutes": "9"}).status_code == HTTPStatus.NOT_FOUND
    for name in ("check_draft", "store_draft", "discard_draft", "replace_draft"):
        assert client.post(at(name, draft), {"seen": "1"}).status_code == HTTPStatus.NOT_FOUND
    draft.refresh_from_db()
    assert draft.revision == 1


def test_an_author_elsewhere_who_reviews_here_changes_nothing(open_as, draft, hire):
    client = open_as(hire("Mia", (Role.AUTHOR, "Y"), (Role.REVIEWER, "X")))
    assert client.get(at("draft", draft)).status_code == HTTPStatus.OK
    for name in ("check_draft", "store_draft", "discard_draft", "replace_draft"):
        assert client.post(at(name, draft), {"seen": "1"}).status_code == HTTPStatus.NOT_FOUND


def test_working_copies_of_another_unit_are_not_listed(open_as, draft, ann, yan):
    assert str(draft.public_id) in open_as(ann).get(reverse("authoring:scenarios")).content.decode()
    assert str(draft.public_id) not in open_as(yan).get(reverse("authoring:scenarios")).content.decode()


def test_queries_grow_neither_with_things_nor_with_working_copies(desk, draft, units, ann):
    desk.get(at("draft_part", draft, "evidence"))
    with CaptureQueriesContext(connection) as one:
        desk.get(at("draft_part", draft, "evidence"))
    definition = deepcopy(draft.definition)
    definition["evidence"] += [{**rule, "id": f"{rule['id']}_2"} for rule in definition["evidence"]]
    ScenarioDraft.objects.update(definition=definition)
    with CaptureQueriesContext(connection) as many:
        desk.get(at("draft_part", draft, "evidence"))
    assert len(many) == len(one)
    listing = reverse("authoring:scenarios")
    desk.get(listing)
    with CaptureQueriesContext(connection) as few:
        desk.get(listing)
    for _ in range(4):
        start_draft(definition={"id": "x"}, unit=units["X"], editor=ann)
    with CaptureQueriesContext(connection) as more:
        desk.get(listing)
    assert len(more) == len(few)
