from datetime import UTC, date, datetime

import pytest

from assessments.domain.levels import EvidenceKind, Piece, estimate_level
from certificates.domain.award_rules import Facts, Finding, Pass, RuleFault, evaluate, parse_rule, unverified_claims
from tests.assessments.domain.table import SHIPPED

EXAM = {"kind": "examination", "code": "F-11", "within_months": 24}
CASE = {"kind": "case", "code": "SIM-1", "within_months": 24}
LEVEL = {"kind": "competency", "code": "S1", "level": 3, "percent": 80}
HELD = {"kind": "achievement", "code": "G-02"}


def passed(code: str, at: datetime = datetime(2026, 1, 15, tzinfo=UTC)) -> Pass:
    return Pass(code=code, title={"en": code}, at=at, basis=f"attempt:{code}")


def shown(*values: float):
    return estimate_level([Piece(EvidenceKind.EXAM, value, 0) for value in values], 24, SHIPPED)


def facts(*, on: date = date(2026, 6, 1), **known) -> Facts:
    nothing = {"examinations": {}, "cases": {}, "estimates": {}, "achievements": {}}
    return Facts(on=on, zone=UTC, **{**nothing, **known})


def finding(line: dict, known: Facts) -> Finding:
    rule = parse_rule({"all_of": [EXAM, line]})
    return evaluate(rule, known).lines[1].finding


@pytest.mark.parametrize("line", [EXAM, CASE])
def test_what_was_not_passed_is_missing(line):
    assert finding(line, facts()) is Finding.NOT_PASSED


def test_a_pass_counts_to_the_last_day_of_its_validity():
    known = {"cases": {"SIM-1": passed("SIM-1")}}
    assert finding(CASE, facts(on=date(2028, 1, 15), **known)) is Finding.MET
    assert finding(CASE, facts(on=date(2028, 1, 16), **known)) is Finding.TOO_OLD


def test_the_day_is_that_of_the_zone():
    late = Pass(code="SIM-1", title={}, at=datetime(2026, 1, 15, 23, tzinfo=UTC), basis="run:1")
    from zoneinfo import ZoneInfo

    here = Facts(
        on=date(2028, 1, 16),
        zone=ZoneInfo("Asia/Shanghai"),
        examinations={},
        cases={"SIM-1": late},
        estimates={},
        achievements={},
    )
    assert finding(CASE, here) is Finding.MET


def test_a_level_must_be_certain_enough():
    assert finding(LEVEL, facts()) is Finding.NOT_ASSESSED
    assert finding(LEVEL, facts(estimates={"S1": shown(2.5)})) is Finding.NOT_SURE
    assert finding(LEVEL, facts(estimates={"S1": shown(3.5)})) is Finding.MET


def test_hearsay_alone_verifies_no_level():
    told = estimate_level(
        [Piece(EvidenceKind.SELF_RATING, 5.5, 0), Piece(EvidenceKind.SUPERVISOR, 5.5, 0)], 24, SHIPPED
    )
    assert finding(LEVEL, facts(estimates={"S1": told})) is Finding.NOT_ASSESSED


def test_certainty_is_never_rounded_up_to_the_demand():
    estimate = shown(3.05)
    line = evaluate(parse_rule({"all_of": [EXAM, LEVEL]}), facts(estimates={"S1": estimate})).lines[1]
    assert line.percent is not None
    assert (line.percent >= 80) == (estimate.probability(3) >= 0.80)


def test_another_achievement_must_be_in_force():
    assert finding(HELD, facts()) is Finding.NOT_HELD
    assert finding(HELD, facts(achievements={"G-02": date(2026, 6, 1)})) is Finding.MET


def test_a_rule_is_met_only_when_every_line_is():
    rule = parse_rule({"all_of": [EXAM, CASE, LEVEL, HELD]})
    known = {
        "examinations": {"F-11": passed("F-11")},
        "cases": {"SIM-1": passed("SIM-1")},
        "estimates": {"S1": shown(3.5)},
        "achievements": {"G-02": date(2027, 1, 1)},
    }
    assert evaluate(rule, facts(**known)).is_met
    for name in known:
        verdict = evaluate(rule, facts(**{**known, name: {}}))
        assert not verdict.is_met
        assert [line.is_met for line in verdict.lines].count(False) == 1


def test_the_basis_names_the_sittings_in_one_order():
    rule, swapped = parse_rule({"all_of": [EXAM, CASE]}), parse_rule({"all_of": [CASE, EXAM]})
    known = facts(examinations={"F-11": passed("F-11")}, cases={"SIM-1": passed("SIM-1")})
    assert evaluate(rule, known).basis == evaluate(swapped, known).basis == ("attempt:F-11", "attempt:SIM-1")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"all_of": []},
        {"any_of": [EXAM]},
        {"all_of": [EXAM], "unless": []},
        {"all_of": [{"kind": "attendance", "code": "F-11"}]},
        {"all_of": [{"kind": "examination", "code": "F-11"}]},
        {"all_of": [{**EXAM, "mark": 5}]},
        {"all_of": [EXAM, {**LEVEL, "level": 6}]},
        {"all_of": [EXAM, {**LEVEL, "percent": 100}]},
        {"all_of": [LEVEL]},
    ],
)
def test_a_rule_that_cannot_be_read_is_refused(data):
    with pytest.raises(RuleFault):
        parse_rule(data)


def test_nothing_is_attested_that_the_rule_does_not_verify():
    rule = parse_rule({"all_of": [EXAM, LEVEL]})
    assert unverified_claims(rule, {"S1": 3}) == []
    assert unverified_claims(rule, {"S1": 4, "C1": 1}) == ["C1", "S1"]
