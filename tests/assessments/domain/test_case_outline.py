"""From a list of steps, papers and deadlines to a case that loads, can be played and is nearly proved."""

import csv
import io
from dataclasses import replace

import pytest

from assessments.domain.case_outline.building import build
from assessments.domain.case_outline.columns import EXAMPLE, SHEETS
from assessments.domain.case_outline.reading import MOST_ROWS, OutlineInvalid, read_outline
from assessments.domain.case_outline.sheets import MOST_BYTES, example_tables, read_tables, template
from assessments.domain.case_proof.reach import HAPPENINGS
from assessments.domain.case_proof.search import explore
from assessments.domain.case_proof.sightings import Sightings
from assessments.domain.casework.loading import load_scenario
from assessments.domain.casework.reducer import replay
from assessments.domain.casework.scoring import score

COLUMN_WORDS = {"case": "案件", "documents": "材料", "steps": "步驟", "deadlines": "期限"}


def outline():
    return read_outline(example_tables())


def tables(**changes):
    """The example with cells changed: `steps={(2, "minutes"): "soon"}`; rows count as a spreadsheet does."""
    found = {name: [(number, list(cells)) for number, cells in rows] for name, rows in example_tables().items()}
    for sheet, cells in changes.items():
        for (row, column), written in cells.items():
            found[sheet][row - 1][1][SHEETS[sheet].index(column)] = written
    return found


def faults_of(found):
    with pytest.raises(OutlineInvalid) as invalid:
        read_outline(found)
    return [(fault.sheet, fault.row, fault.column, fault.code) for fault in invalid.value.faults]


def as_csv(found, delimiter=","):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    for name, rows in found.items():
        writer.writerow([name])
        writer.writerows(cells for _number, cells in rows)
    return text.getvalue()


def test_the_template_is_read_as_it_stands():
    assert read_outline(read_tables("case.xlsx", template())) == outline()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_with_sections_says_the_same(delimiter):
    assert read_outline(read_tables("case.csv", as_csv(example_tables(), delimiter).encode("utf-8-sig"))) == outline()


def test_sheets_may_have_chinese_names_and_heads():
    text = as_csv({COLUMN_WORDS[name]: rows for name, rows in tables().items()})
    for heads in (("entry", "項目"), ("working days", "工作日"), ("read first", "先閱"), ("only after", "前置步驟")):
        text = text.replace(*heads)
    assert read_outline(read_tables("case.csv", text.encode())) == outline()


def test_it_becomes_a_case_that_is_played_to_the_end_each_way():
    scenario = load_scenario(build(outline()))
    endings = {golden.name: replay(scenario, "a", golden.play).ending for golden in scenario.case("a").goldens.values()}
    assert endings == {
        "expert": "in_time",
        "rubber_stamp": "incomplete",
        "do_everything": "incomplete",
        "lazy_return": "left_open",
    }


def test_the_scripted_runs_reach_what_they_must():
    scenario = load_scenario(build(outline()))
    for golden in scenario.case("a").goldens.values():
        assert golden.lowest <= score(scenario, "a", golden.play).total <= golden.highest, golden.name


def test_everything_in_it_can_be_reached_and_every_deadline_missed():
    scenario = load_scenario(build(outline()))
    seen = Sightings(scenario, "a")
    explore(scenario.case("a"), seen)
    assert not [name for name in seen.missing if name.partition(".")[0] in HAPPENINGS]


def test_papers_become_documents_and_deadlines_periods():
    scenario = build(outline())
    assert [document["id"] for document in scenario["documents"]] == ["application", "id_card", "stall_plan"]
    assert scenario["clock"]["statutory"] == {"decide": True, "filing": False}
    assert [form["id"] for form in scenario["forms"]] == ["decision"]
    assert scenario["actions"][-1]["when"] == ["and", ["not", ["done", "do.file_case"]], ["done", "submit.decision"]]
    assert scenario["forms"][0]["do"] == [{"set": {"progress": "decision"}, "start": ["filing"], "stop": ["decide"]}]


def test_a_step_that_the_desk_keeps_in_order_is_not_judged_for_it():
    rules = [rule["id"] for rule in build(outline())["evidence"]]
    assert "reserve_stall_before_decision" in rules
    assert "decision_before_file_case" not in rules


@pytest.mark.parametrize("count", [1, 2])
def test_rules_are_dealt_out_to_all_competencies(count):
    codes = ("S1", "P2")[:count]
    claimed = [rule["competency"] for rule in build(replace(outline(), competencies=codes))["evidence"]]
    assert min(claimed.count(code) for code in codes) >= 4


def test_the_smallest_list_will_do():
    found = tables()
    found["steps"] = [*found["steps"][:1], (2, ["only", "Only step", "", "letter", "", "application", ""])]
    found["deadlines"] = [*found["deadlines"][:1], (2, ["soon", "Soon", "", "2", "only", "", ""])]
    small = read_outline(found | {"case": found["case"]})
    assert load_scenario(build(small)).case("a").golden("expert") is not None


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"steps": {(2, "minutes"): "soon"}}, ("steps", 2, "minutes", "not_whole")),
        ({"steps": {(2, "minutes"): "0"}}, ("steps", 2, "minutes", "not_whole")),
        ({"steps": {(3, "read first"): "stall_plan, nothing"}}, ("steps", 3, "read first", "unknown_id")),
        ({"steps": {(3, "only after"): "decision"}}, ("steps", 3, "only after", "unknown_id")),
        ({"steps": {(3, "only after"): "reserve_stall"}}, ("steps", 3, "only after", "unknown_id")),
        ({"steps": {(3, "id"): "Check Papers"}}, ("steps", 3, "id", "bad_id")),
        ({"steps": {(3, "id"): "check_papers"}}, ("steps", 3, "id", "id_twice")),
        ({"steps": {(4, "as"): "poem"}}, ("steps", 4, "as", "step_or_letter")),
        ({"steps": {(2, "en"): "", (2, "zh"): ""}}, ("steps", 2, "en", "no_name")),
        ({"deadlines": {(2, "until"): ""}}, ("deadlines", 2, "until", "no_until")),
        ({"deadlines": {(2, "until"): "never"}}, ("deadlines", 2, "until", "unknown_id")),
        ({"deadlines": {(3, "since"): "file_case"}}, ("deadlines", 3, "since", "since_itself")),
        ({"deadlines": {(2, "working days"): "1.5"}}, ("deadlines", 2, "working days", "not_whole")),
        ({"case": {(2, "en"): "sim 90!"}}, ("case", 2, "en", "bad_code")),
        ({"case": {(6, "en"): "next week"}}, ("case", 6, "en", "not_date")),
        ({"case": {(6, "en"): "2026-09-20"}}, ("case", 6, "en", "weekend")),
        ({"case": {(7, "en"): ""}}, ("case", 7, "en", "no_competency")),
        ({"case": {(7, "en"): "S1 S2 S3"}}, ("", 0, "", "too_few_rules")),
        ({"case": {(3, "entry"): "name"}}, ("case", 0, "entry", "no_entry")),
    ],
)
def test_a_fault_names_sheet_row_and_column(changes, fault):
    assert fault in faults_of(tables(**changes))


def test_all_faults_are_told_together():
    found = tables(steps={(2, "minutes"): "soon"}, deadlines={(2, "working days"): "x"}, case={(6, "en"): "x"})
    assert len(faults_of(found)) == 3


def test_a_missing_sheet_or_column_is_named():
    assert ("documents", 0, "", "no_sheet") in faults_of({**tables(), "documents": []})
    headless = [(1, ["number", *SHEETS["steps"][1:]]), *tables()["steps"][1:]]
    assert ("steps", 1, "id", "no_column") in faults_of({**tables(), "steps": headless})


def test_without_deadlines_there_is_still_a_case():
    scenario = load_scenario(build(read_outline({**tables(), "deadlines": []})))
    assert scenario.case("a").clocks == {}


def test_long_sheets_are_cut_with_a_word():
    rows = [
        (1, list(SHEETS["documents"])),
        *((n, [f"paper_{n}", "Paper", "", "", ""]) for n in range(2, MOST_ROWS + 9)),
    ]
    assert ("documents", MOST_ROWS + 2, "", "too_many_rows") in faults_of({**tables(), "documents": rows})


@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02", b"PK\x03\x04nothing", b"x" * (MOST_BYTES + 1), template()[:900], b'case\n"open', b""]
)
def test_what_is_no_spreadsheet_is_refused(content):
    with pytest.raises(OutlineInvalid):
        read_outline(read_tables("case.xlsx", content))


def test_the_example_holds_every_column():
    assert {name: {len(row) for row in rows} for name, rows in EXAMPLE.items()} == {
        name: {len(columns)} for name, columns in SHEETS.items()
    }
