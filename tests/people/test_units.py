"""Importing units: what fits the tree goes in, what does not has its row and its reason."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from lms.base.models import AuditEvent
from lms.people.models import OrgUnit, RosterBatch, User
from lms.people.services.roster import apply_roster, preview_roster
from lms.people.services.roster_planning import Upload

pytestmark = pytest.mark.django_db

HEADING = "code,parent,level,name_zh_hant,name_en"
TREE = ("P,,province,省,Province", "X,P,county,縣,County", "X1,X,county,局,Office")
PERSON = "E1,甲,a@n.example,{unit},CC,,2020-01-01,1.0,active"
PEOPLE = "employee_number,name,email,org_unit,post,birth_date,hire_date,fte,status"


def load(*rows: str, heading: str = HEADING, by: User | None = None) -> RosterBatch:
    units = Upload("units.csv", "\n".join([heading, *rows]).encode())
    preview = preview_roster(people=None, units=units, name="units", by=by)
    return apply_roster(batch=preview.batch, by=by, seen=preview.fingerprint)


def reasons(batch: RosterBatch) -> list[tuple[int, str, str]]:
    return [(fault["row"], fault["column"], fault["code"]) for fault in batch.faults]


def counts(batch: RosterBatch) -> tuple[int, int, int, int]:
    return tuple(batch.counts[f"units_{key}"] for key in ("added", "changed", "unchanged", "refused"))


def files(tmp_path, units, people):
    paths = tmp_path / "units.csv", tmp_path / "people.csv"
    for path, lines in zip(paths, ([HEADING, *units], [PEOPLE, *people]), strict=True):
        path.write_text("\n".join(lines), encoding="utf-8")
    return paths


def run(units, people=None, **options) -> str:
    out = io.StringIO()
    call_command("import_roster", *([str(people)] if people else []), units=units, stdout=out, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("rows", "row", "column", "code"),
    [
        (["A,B,city,甲,A", "B,A,city,乙,B"], 2, "parent", "unknown_parent"),
        (["A,NONE,city,甲,A"], 2, "parent", "unknown_parent"),
        (["A,,galaxy,甲,A"], 2, "level", "unknown"),
        (["A,,city,甲,A", "A,,city,甲,A"], 3, "code", "twice_in_file"),
        (["A,,city,甲,A", "B,,city,乙,B"], 3, "parent", "second_root"),
        (["A,,county,甲,A", "B,A,city,乙,B"], 3, "level", "above_parent"),
        (["A,,city,,A"], 2, "name_zh_hant", "empty"),
        (["A,,city,甲,"], 2, "name_en", "empty"),
        (["A,,city,甲,\u202eA"], 2, "name_en", "hidden_characters"),
        (["A,,city,甲\u0007局,A"], 2, "name_zh_hant", "hidden_characters"),
        (["A,,city,甲,=cmd|x"], 2, "name_en", "formula"),
        (["A,,city,＝甲,A"], 2, "name_zh_hant", "formula"),
        (["A,,city,甲,<b>A"], 2, "name_en", "markup"),
        ([f"A,,city,{'甲' * 121},A"], 2, "name_zh_hant", "too_long"),
        (["A/B,,city,甲,A"], 2, "code", "malformed"),
        (["=A,,city,甲,A"], 2, "code", "malformed"),
        ([f"{'A' * 21},,city,甲,A"], 2, "code", "malformed"),
        ([",,city,甲,A"], 2, "code", "empty"),
        (["A,,city,甲"], 2, "", "short_row"),
    ],
)
def test_a_row_that_fits_no_tree_has_its_reason(rows, row, column, code):
    batch = load(*rows)
    assert (row, column, code) in reasons(batch)
    assert OrgUnit.objects.count() == len(rows) - len(batch.faults)


def test_what_stands_below_a_refused_unit_is_refused_with_it_and_the_rest_goes_in():
    load(*TREE)
    batch = load("A,X,county,,Bad", "A1,A,county,甲,Below it", "A2,A1,county,乙,Further below", "B,X,county,丙,Good")
    assert reasons(batch) == [
        (2, "name_zh_hant", "empty"),
        (3, "parent", "unknown_parent"),
        (4, "parent", "unknown_parent"),
    ]
    assert set(OrgUnit.objects.values_list("code", flat=True)) == {"P", "X", "X1", "B"}


def test_a_level_that_only_a_refused_row_would_have_made_room_for_is_refused_too():
    load(*TREE)
    batch = load("X,P,township,鄉,Township", "X1,X,township,,Nameless")
    assert reasons(batch) == [(2, "level", "below_child"), (3, "name_zh_hant", "empty")]
    assert counts(load("X,P,township,鄉,Township", "X1,X,township,所,Office")) == (0, 2, 0, 0)


def test_a_long_chain_of_rows_is_read_in_one_go():
    chain = [f"U{n},U{n - 1},county,甲,Unit" for n in range(3000, 0, -1)]
    assert counts(load("U0,,county,甲,Root", *chain)) == (66, 0, 0, 2935)


@pytest.mark.parametrize(
    ("rows", "column", "code"),
    [
        (["Q,,province,省,Second"], "parent", "second_root"),
        (["X1,P,county,局,Office"], "parent", "unit_moved"),
        (["Y,X1,city,市,City"], "level", "above_parent"),
        (["X,P,township,鄉,Township"], "level", "below_child"),
    ],
)
def test_a_row_must_fit_the_tree_that_is_there(rows, column, code):
    load(*TREE)
    assert reasons(load("N,P,county,新,New", *rows)) == [(3, column, code)]
    assert set(OrgUnit.objects.values_list("code", flat=True)) == {"P", "X", "X1", "N"}


def test_a_tree_too_deep_for_its_paths_is_refused():
    codes = [f"{n:020d}" for n in range(13)]
    rows = [f"{code},{parent},county,局,Office" for code, parent in zip(codes, ["", *codes], strict=False)]
    assert reasons(load(*rows)) == [(14, "parent", "too_deep")]


def test_units_are_added_renamed_and_left_alone():
    assert counts(load(*TREE[::-1])) == (3, 0, 0, 0)
    assert OrgUnit.objects.get(code="X1").path == "P/X/X1/"
    assert counts(load(*TREE[:2], "X1,X,county,新局,New office")) == (0, 1, 2, 0)
    event = AuditEvent.objects.filter(action="units.imported").last()
    assert (event.detail["unit"], event.detail["name"]) == ("X1", "units")


def test_a_language_that_the_file_does_not_know_keeps_its_name():
    load("P,,province,省,省,Province", heading="code,parent,level,name_zh_hant,name_zh_hans,name_en")
    load("P,,province,省,Renamed")
    assert OrgUnit.objects.get().name == {"zh-hant": "省", "zh-hans": "省", "en": "Renamed"}


def test_the_command_names_row_column_and_reason(tmp_path):
    units, _ = files(tmp_path, ["A,,galaxy,甲,A"], [])
    with translation.override("en"):
        assert "units, row 2, level: “galaxy” is not a level. Write province" in run(units)


def test_a_dry_run_counts_units_and_the_people_of_new_units_and_keeps_neither(tmp_path, clerk):
    units, people = files(tmp_path, TREE, [PERSON.format(unit="X1")])
    said = run(units, people, dry_run=True)
    assert "units.csv (UTF-8): 3 added, 0 changed, 0 unchanged, 0 refused" in said
    assert "people.csv (UTF-8): 1 added" in said
    assert not OrgUnit.objects.exists()
    assert not User.objects.exists()
    assert not RosterBatch.objects.exists()
    assert not AuditEvent.objects.exists()


def test_all_or_nothing_keeps_neither_units_nor_people(tmp_path, clerk):
    units, people = files(tmp_path, TREE, [PERSON.format(unit="X1"), PERSON.format(unit="ZZ9")])
    with pytest.raises(CommandError, match=r"Nothing was imported: 1 row is refused and “all or nothing”"):
        run(units, people, all_or_nothing=True)
    assert not OrgUnit.objects.exists()
    assert not User.objects.exists()
    assert "Imported as" in run(units, people)
    assert (OrgUnit.objects.count(), User.objects.count()) == (3, 1)
