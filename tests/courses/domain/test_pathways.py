"""From standings and courses to the next best hour."""

from courses.domain.completion import Stage
from courses.domain.pathways import Action, Need, Offer, needed_for, next_steps
from lms.competencies.domain.gaps import State


def need(code: str, *, required: int = 3, verified: int = 0, criticality: int = 1, state: State = State.GAP) -> Need:
    return Need(competency=code, required=required, verified=verified, criticality=criticality, state=state)


def offer(code: str, claims: dict[str, int], **changes: object) -> Offer:
    values = {
        "code": code,
        "claims": claims,
        "all_of": frozenset(),
        "any_of": frozenset(),
        "hours_left": 4.0,
        "stage": Stage.UNTOUCHED,
        "has_content": True,
        "has_evidence_task": True,
        **changes,
    }
    return Offer(**values)  # type: ignore[arg-type]


def codes(steps: list) -> list[str]:
    return [step.code for step in steps]


def test_nothing_is_advised_to_whom_nothing_is_missing() -> None:
    assert next_steps([need("S1", state=State.MET)], [offer("A", {"S1": 3})]) == []


def test_a_critical_gap_comes_before_a_usual_one() -> None:
    steps = next_steps([need("S1"), need("P2", criticality=3)], [offer("A", {"S1": 3}), offer("B", {"P2": 3})])
    assert codes(steps) == ["B", "A"]


def test_a_shown_gap_comes_before_an_unknown() -> None:
    needs = [need("S1", state=State.NOT_ASSESSED), need("P2", state=State.GAP)]
    assert codes(next_steps(needs, [offer("A", {"S1": 3}), offer("B", {"P2": 3})])) == ["B", "A"]


def test_the_shorter_of_two_equal_courses_comes_first() -> None:
    offers = [offer("A", {"S1": 3}, hours_left=12.0), offer("B", {"S1": 3}, hours_left=4.0)]
    assert codes(next_steps([need("S1")], offers)) == ["B", "A"]


def test_levels_beyond_the_demand_earn_nothing() -> None:
    offers = [offer("A", {"S1": 5}), offer("B", {"S1": 2})]
    first, second = next_steps([need("S1", required=2)], offers)
    assert first.benefit == second.benefit


def test_an_open_prerequisite_stands_in_for_the_course_it_opens() -> None:
    offers = [offer("A", {}), offer("B", {"S1": 3}, all_of=frozenset({"A"}))]
    (step,) = next_steps([need("S1")], offers)
    assert (step.code, step.action, step.opens) == ("A", Action.PREPARE, "B")


def test_prerequisites_are_followed_down_to_what_can_be_begun_now() -> None:
    offers = [
        offer("A", {}),
        offer("B", {}, all_of=frozenset({"A"})),
        offer("C", {"S1": 3}, all_of=frozenset({"B"})),
    ]
    assert codes(next_steps([need("S1")], offers)) == ["A"]


def test_of_alternative_prerequisites_the_shortest_is_advised() -> None:
    offers = [
        offer("A", {}, hours_left=9.0),
        offer("B", {}, hours_left=2.0),
        offer("C", {"S1": 3}, any_of=frozenset({"A", "B"})),
    ]
    assert codes(next_steps([need("S1")], offers)) == ["B"]


def test_a_circle_of_prerequisites_ends() -> None:
    offers = [offer("A", {}, all_of=frozenset({"B"})), offer("B", {"S1": 3}, all_of=frozenset({"A"}))]
    assert next_steps([need("S1")], offers) == []


def test_a_finished_course_is_followed_by_its_examination() -> None:
    done = offer("A", {"S1": 3}, stage=Stage.WORKED_THROUGH)
    assert [step.action for step in next_steps([need("S1")], [done])] == [Action.EXAMINE]
    nothing_left = offer("A", {"S1": 3}, stage=Stage.WORKED_THROUGH, has_evidence_task=False)
    assert next_steps([need("S1")], [nothing_left]) == []


def test_a_passed_course_is_over_and_opens_what_builds_on_it() -> None:
    passed = offer("A", {"S1": 2}, stage=Stage.PASSED)
    assert next_steps([need("S1")], [passed]) == []
    for wanted in ({"all_of": frozenset({"A"})}, {"any_of": frozenset({"A", "Z"})}):
        (step,) = next_steps([need("S1")], [passed, offer("B", {"S1": 3}, **wanted)])
        assert (step.code, step.action) == ("B", Action.START)


def test_a_passed_course_is_not_prepared_again_beside_an_open_one() -> None:
    offers = [
        offer("A", {}, stage=Stage.PASSED),
        offer("B", {}),
        offer("C", {"S1": 3}, all_of=frozenset({"A", "B"})),
    ]
    assert codes(next_steps([need("S1")], offers)) == ["B"]


def test_a_course_without_content_is_never_advised() -> None:
    assert next_steps([need("S1")], [offer("A", {"S1": 3}, has_content=False)]) == []


def test_a_post_needs_the_courses_that_lead_further_and_no_others() -> None:
    walk = [("G", {"*": 1}), ("F", {"S1": 3}), ("H", {"S1": 3, "P2": 2}), ("X", {"S1": 5})]
    assert needed_for({"S1": 3, "P2": 2}, walk) == {"G": ("S1", "P2"), "F": ("S1",), "H": ("P2",)}


def test_what_closes_a_shown_gap_comes_before_what_opens_a_longer_way() -> None:
    needs = [need("P2", required=2), need("S1", criticality=3, state=State.NOT_ASSESSED)]
    offers = [
        offer("G", {}, hours_left=1.0),
        offer("P", {"P2": 2}, hours_left=40.0),
        offer("S", {"S1": 3}, all_of=frozenset({"G"}), hours_left=2.0),
    ]
    assert codes(next_steps(needs, offers)) == ["P", "G"]
