"""What to learn next, and why: standings, what courses lead to, and what must come first → ordered steps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lms.competencies.domain.gaps import State

from .completion import Stage, is_done, prerequisites_met

# How sure it is that time spent here is needed: a gap is shown, an unknown may turn out to be met.
URGENCY: Mapping[State, float] = {
    State.GAP: 1.0,
    State.NOT_ASSESSED: 0.7,
    State.UNDETERMINED: 0.5,
    State.MET: 0.0,
}
CRITICALITY_WEIGHT: Mapping[int, float] = {1: 1.0, 2: 1.5, 3: 2.5}


class Action(StrEnum):
    START = "start"
    CONTINUE = "continue"
    EXAMINE = "examine"  # lessons worked through, evidence still missing
    PREPARE = "prepare"  # needed first by a course that serves a need


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One competency that the person's post demands."""

    competency: str
    required: int
    verified: int  # 0 when nothing is shown
    criticality: int  # 1 to 3
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One course as far as planning cares."""

    code: str
    claims: Mapping[str, int]  # competency → level it can lead to; "*" stands for every other one
    all_of: frozenset[str]
    any_of: frozenset[str]
    hours_left: float
    stage: Stage
    has_content: bool
    has_evidence_task: bool  # an examination or a simulated case closes it

    def level_for(self, competency: str) -> int:
        return self.claims.get(competency, self.claims.get("*", 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    code: str
    action: Action
    serves: tuple[str, ...]  # competencies, most urgent first
    benefit: float  # weighted levels an hour
    closes_gap: bool  # it leads itself towards a demand that was shown not to be met
    opens: str | None = None  # the course this one is needed for


def next_steps(needs: Iterable[Need], offers: Sequence[Offer]) -> list[Step]:
    """Best first, each course once: what closes a shown gap, then by benefit. A course whose prerequisites are open is
    represented by what must come first."""
    open_needs = [need for need in needs if need.state is not State.MET]
    by_code = {offer.code: offer for offer in offers}
    stages = {offer.code: offer.stage for offer in offers}
    steps: dict[str, Step] = {}
    for offer in offers:
        step = _step(offer, open_needs)
        if step is None:
            continue
        for found in _reachable(step, offer, by_code, stages):
            held = steps.get(found.code)
            if held is None or _rank(found) < _rank(held):
                steps[found.code] = found
    return sorted(steps.values(), key=_rank)


def _rank(step: Step) -> tuple[bool, float, str]:
    return not step.closes_gap, -step.benefit, step.code


def _step(offer: Offer, needs: Sequence[Need]) -> Step | None:
    worth = sorted(((_worth(need, offer), need.competency) for need in needs), key=lambda pair: (-pair[0], pair[1]))
    served = [(value, competency) for value, competency in worth if value > 0]
    if not served or not offer.has_content or offer.stage is Stage.PASSED:
        return None
    if is_done(offer.stage):
        if not offer.has_evidence_task:
            return None
        action = Action.EXAMINE
    else:
        action = Action.CONTINUE if offer.stage is Stage.STARTED else Action.START
    benefit = sum(value for value, _ in served) / max(1.0, offer.hours_left)
    gaps = {need.competency for need in needs if need.state is State.GAP}
    serves = tuple(code for _, code in served)
    return Step(code=offer.code, action=action, serves=serves, benefit=benefit, closes_gap=not gaps.isdisjoint(serves))


def _worth(need: Need, offer: Offer) -> float:
    """Levels towards the demand that the course can lead to, weighted; what it overshoots earns nothing."""
    gain = min(offer.level_for(need.competency), need.required) - need.verified
    return max(0, gain) * URGENCY[need.state] * CRITICALITY_WEIGHT[need.criticality]


def _reachable(step: Step, offer: Offer, by_code: Mapping[str, Offer], stages: Mapping[str, Stage]) -> list[Step]:
    """The step itself, or the nearest open courses before it, each worth what they open."""
    if offer.stage is not Stage.UNTOUCHED or prerequisites_met(offer.all_of, offer.any_of, stages):
        return [step]
    return [
        Step(
            code=before.code,
            action=Action.PREPARE,
            serves=step.serves,
            benefit=step.benefit * offer.hours_left / max(1.0, offer.hours_left + before.hours_left),
            closes_gap=False,
            opens=step.code,
        )
        for before in _first_open(offer, by_code, stages, seen=frozenset({offer.code}))
    ]


def _first_open(
    offer: Offer, by_code: Mapping[str, Offer], stages: Mapping[str, Stage], *, seen: frozenset[str]
) -> list[Offer]:
    """The open prerequisites that can be begun now; one of a choice, the shortest."""
    wanted = [code for code in sorted(offer.all_of) if not is_done(stages.get(code))]
    if offer.any_of and not any(is_done(stages.get(code)) for code in offer.any_of):
        choices = [by_code[code] for code in offer.any_of if code in by_code]
        wanted += [one.code for one in sorted(choices, key=lambda one: (one.hours_left, one.code))[:1]]
    found = []
    for code in wanted:
        before = by_code.get(code)
        if before is None or code in seen:
            continue
        if prerequisites_met(before.all_of, before.any_of, stages):
            found += [before] if before.has_content else []
        else:
            found += _first_open(before, by_code, stages, seen=seen | {code})
    return found


def needed_for(
    required: Mapping[str, int], courses: Sequence[tuple[str, Mapping[str, int]]]
) -> dict[str, tuple[str, ...]]:
    """Course code → demands it brings nearer, walking (code, claims) from the first tier up.

    A course is needed when it leads further towards some demand than all courses before it.
    """
    reached: dict[str, int] = {}
    needed = {}
    for code, claims in courses:
        levels = {one: claims.get(one, claims.get("*", 0)) for one in required}
        served = tuple(one for one, level in required.items() if min(levels[one], level) > reached.get(one, 0))
        for one in required:
            reached[one] = max(reached.get(one, 0), levels[one])
        if served:
            needed[code] = served
    return needed
