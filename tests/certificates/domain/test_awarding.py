from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from assessments.domain.level_timeline import Timeline
from assessments.domain.levels import EvidenceKind
from assessments.domain.weighing import Weighing
from certificates.domain.award_rules import Finding, Pass, parse_rule
from certificates.domain.awarding import History, Observation, Offer, awards_at, verdict_at
from tests.assessments.domain.table import SHIPPED

DAY = datetime(2026, 3, 1, 9, tzinfo=UTC)
BASIC = Offer(
    code="basic",
    rule=parse_rule({"all_of": [{"kind": "examination", "code": "E", "within_months": 12}]}),
    validity_months=12,
)
ADVANCED = Offer(
    code="advanced",
    rule=parse_rule(
        {
            "all_of": [
                {"kind": "examination", "code": "E", "within_months": 12},
                {"kind": "achievement", "code": "basic"},
                {"kind": "competency", "code": "S1", "level": 3, "percent": 80},
            ]
        }
    ),
    validity_months=24,
)
WEIGHING = Weighing(Timeline([(date(2026, 1, 1), SHIPPED)]), {"S1": 24.0}, {"S1"})


def passed(days: int) -> Pass:
    return Pass(code="E", title={"en": "E"}, at=DAY + timedelta(days=days), basis=f"attempt:{days}")


def history(*days: int, **more) -> History:
    return History(examinations=[passed(one) for one in days], weighing=WEIGHING, **more)


def awards(known: History, days: float, *offers: Offer):
    return awards_at(known, offers or (BASIC,), at=DAY + timedelta(days=days), zone=UTC)


def after(known: History, days: float, *offers: Offer) -> History:
    for award in awards(known, days, *offers):
        known = known.with_award(award)
    return known


def test_what_is_due_is_awarded_once():
    known = after(history(0), 0)
    assert [one.code for one in known.held] == ["basic"]
    assert awards(known, 0) == awards(known, 5) == []


def test_nothing_is_due_before_it_is_shown():
    assert awards(history(10), 9) == []


def test_validity_counts_from_the_latest_pass_not_from_the_day_of_issue():
    (award,) = awards(history(0), 100)
    assert award.valid_until == date(2027, 3, 1)


def test_a_second_pass_while_the_first_is_fresh_changes_nothing():
    assert awards(after(history(0, 30), 0), 30) == []


def test_a_pass_within_the_last_ninety_days_renews():
    known = after(history(0, 300), 0)
    (renewal,) = awards(known, 300)
    assert renewal.verdict.basis == ("attempt:300",)
    assert renewal.valid_until == date(2026, 12, 26).replace(year=2027)


def test_a_pass_from_before_the_window_does_not_renew_within_it():
    assert awards(after(history(0, 30), 0), 300) == []


def test_an_expired_one_is_not_issued_again_on_the_same_basis():
    assert awards(after(history(0), 0), 366) == []


def test_one_award_makes_the_next_due_at_the_same_moment():
    known = history(0, observations=[Observation(competency="S1", kind=EvidenceKind.EXAM, value=3.5, at=DAY)])
    assert [one.code for one in awards(known, 0, ADVANCED, BASIC)] == ["basic", "advanced"]


def test_a_level_fades_with_age():
    known = after(
        history(0, 350, observations=[Observation(competency="S1", kind=EvidenceKind.EXAM, value=3.45, at=DAY)]), 0
    )
    young = verdict_at(known, ADVANCED, at=DAY + timedelta(days=1), zone=UTC)
    old = verdict_at(known, ADVANCED, at=DAY + timedelta(days=2000), zone=UTC)
    assert young.lines[2].finding is Finding.MET
    assert old.lines[2].finding is Finding.NOT_SURE


def revoked(known: History, days: int) -> History:
    return replace(known, held=[replace(one, revoked_at=DAY + timedelta(days=days)) for one in known.held])


def test_after_a_revocation_only_what_is_passed_later_counts():
    known = revoked(after(history(0, 40), 0), 50)
    assert awards(known, 60) == []
    assert [one.verdict.basis for one in awards(replace(known, examinations=[passed(0), passed(70)]), 70)] == [
        ("attempt:70",)
    ]


def test_a_revoked_achievement_is_not_held():
    known = revoked(after(history(0), 0), 1)
    assert verdict_at(known, ADVANCED, at=DAY + timedelta(days=2), zone=UTC).lines[1].finding is Finding.NOT_HELD


def test_moments_are_every_time_at_which_something_was_shown():
    known = history(2, 1, observations=[Observation(competency="S1", kind=EvidenceKind.EXAM, value=1, at=DAY)])
    assert known.moments == [DAY, DAY + timedelta(days=1), DAY + timedelta(days=2)]
