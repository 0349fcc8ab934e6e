from analytics.domain.advice import Advice, Finding, Step, first_step


def finding(code, *, critical=True, unknown=False, people=20, not_assessed=0, coverage=0.9, short=5, alone=False):
    return Finding(
        code=code,
        is_critical=critical,
        is_unknown=unknown,
        people=people,
        not_assessed=not_assessed,
        coverage=coverage,
        short=short,
        rests_on_one=alone,
    )


def test_the_least_known_critical_competency_is_assessed_first():
    found = [
        finding("S1", unknown=True, not_assessed=9, people=14),
        finding("P4", unknown=True, not_assessed=11, people=14),
        finding("D1", coverage=0.2, short=10),
    ]
    assert first_step(found) == Advice(Step.ASSESS, "P4", 11, 14)


def test_then_the_widest_critical_gap_is_closed():
    found = [finding("S1", coverage=0.6, short=10), finding("D1", coverage=0.65, short=5), finding("T1")]
    assert first_step(found) == Advice(Step.CLOSE_CRITICAL, "S1", 10, 20)


def test_what_rests_on_one_person_is_a_critical_gap():
    assert first_step([finding("S1", coverage=0.9, short=0, alone=True)]).step is Step.CLOSE_CRITICAL


def test_a_gap_that_is_not_critical_comes_last():
    assert first_step([finding("S1"), finding("C1", critical=False, coverage=0.3, short=5)]).code == "C1"


def test_nobody_able_is_the_widest_gap_of_all():
    step = first_step([finding("S1"), finding("C1", critical=False, coverage=0.0, short=20)])
    assert (step.step, step.code) == (Step.CLOSE, "C1")


def test_unknown_without_criticality_is_no_reason_for_alarm():
    known = finding("S1", critical=True, unknown=False, coverage=0.9)
    assert first_step([known, finding("C1", critical=False, unknown=True, coverage=None)]).step is Step.HOLD


def test_where_nothing_is_known_nothing_counts_as_met():
    assert first_step([finding("C1", critical=False, unknown=True, coverage=None)]).step is Step.ASSESS
    assert first_step([finding("C1", critical=True, unknown=False, coverage=None)]).step is Step.NOTHING_SHOWN


def test_nothing_shown_gives_no_advice():
    assert first_step([]).step is Step.NOTHING_SHOWN


def test_what_only_a_few_have_shown_never_makes_all_well():
    few = [
        finding(code, critical=False, unknown=True, not_assessed=30, people=45, coverage=0.9) for code in ("P1", "P2")
    ]
    assert first_step(few) == Advice(Step.ASSESS, "P2", 30, 45)


def test_a_gap_among_the_few_assessed_is_looked_into_before_all_is_well():
    few = finding("P1", critical=False, unknown=True, not_assessed=30, people=45, coverage=0.2)
    assert first_step([finding("S1"), few]) == Advice(Step.ASSESS, "P1", 30, 45)
