"""Simulated people of known ability, for the history of the starter academy and for studies of the instruments.

They answer and act; marks, scores and levels come from the same code that serves real people.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from random import Random

from .calibration.scale import LOGITS_A_LEVEL
from .casework.errors import ActionRefused
from .casework.reducer import apply, initial_state
from .casework.scenario import Scenario
from .casework.state import Action
from .items.parts import Reply, Slot
from .score_sheet import Task

STEADY_HAND = 1.6  # logits: a person at the cut does most steps of a case well, but not all
SHARE_OF_OMISSIONS = 0.5  # a step that goes wrong is left out as often as it is done wrongly


@dataclass(frozen=True, slots=True)
class Challenge:
    """A drawn item as the simulation needs it: with what it asks for and the difficulty it truly has."""

    task: Task
    slots: Sequence[Slot]
    level: int
    difficulty: float  # logits at the cut of the level


def knows(ability: float, *, level: int, difficulty: float) -> float:
    """Probability of knowing the answer, for an ability on the level scale."""
    return 1 / (1 + exp(difficulty - LOGITS_A_LEVEL * (ability - (level - 0.5))))


def answer(challenge: Challenge, ability: float, rng: Random) -> Reply:
    """Each thing that the item asks for is known or not; who does not know it guesses, or leaves a blank empty."""
    p = knows(ability, level=challenge.level, difficulty=challenge.difficulty)
    solution = challenge.task.item.solution()
    given = {slot.name: _given(slot, solution.get(slot.name, ()), p, rng) for slot in challenge.slots}
    return {name: values for name, values in given.items() if values}


def _given(slot: Slot, right: Sequence[str], p: float, rng: Random) -> Sequence[str]:
    if slot.at_most > 1 and not slot.is_ordered:
        sure = 0.5 + 0.5 * p
        chosen = [option for option in slot.options if (option in right) == (rng.random() < sure)]
        return chosen[: slot.at_most]
    if rng.random() < p:
        return right
    return rng.sample(slot.options, min(slot.at_most, len(slot.options)))


def work_case(scenario: Scenario, variant: str, ability: float, rng: Random) -> list[Action]:
    """The log of one run: the expert's line, with steps left out or done as in one of the other played lines."""
    goldens = scenario.case(variant).goldens
    level = max(claim.level for claim in scenario.claims)
    skill = 1 / (1 + exp(-STEADY_HAND - LOGITS_A_LEVEL * (ability - (level - 0.5))))
    mistakes = _mistakes(goldens["expert"].play, {name: golden.play for name, golden in goldens.items()})
    state, log = initial_state(scenario, variant), list[Action]()
    for step in goldens["expert"].play:
        action: Action | None = step
        if step.get("type") != "finish" and rng.random() > skill:
            wrong = mistakes.get(_place(step), [])
            action = rng.choice(wrong) if wrong and rng.random() > SHARE_OF_OMISSIONS else None
        if action is None or state.ending is not None:
            continue
        try:
            state, _ = apply(scenario, variant, state, action)
        except ActionRefused:
            continue  # what an earlier mistake made impossible is simply not done
        log.append(action)
    return log


def _mistakes(expert: Sequence[Action], plays: Mapping[str, Sequence[Action]]) -> dict[tuple[str, str], list[Action]]:
    """For each place of a case, what the other played lines do there instead."""
    found: dict[tuple[str, str], list[Action]] = {}
    for play in plays.values():
        for action in play:
            if action not in expert:
                found.setdefault(_place(action), []).append(action)
    return found


def _place(action: Action) -> tuple[str, str]:
    kind = str(action.get("type"))
    return kind, str(next((action[part] for part in ("form", "checklist", "tool") if part in action), ""))
