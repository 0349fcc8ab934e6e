"""The scripted runs with one thing done otherwise: most mistakes that a rule looks for lie one act from a golden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from ..casework.errors import ActionRefused
from ..casework.reducer import states, step
from ..casework.scenario import Case, FieldKind, FormField
from ..casework.state import Action, State
from .controls import read_controls
from .goldens import EXPERT

Stage = tuple[State, list[Action]]


def variations(case: Case) -> Iterator[Stage]:
    """The stages of each golden with one act left out, put off, done twice or filled in otherwise."""
    for golden in case.goldens.values():
        for place, (state, action) in enumerate(zip(states(case, golden.play), golden.play, strict=False)):
            before, after = golden.play[:place], golden.play[place + 1 :]
            for acts in ((*after, action), (action, action, *after)):
                yield from _played(case, state, before, acts)
            for other in _otherwise(case, action):
                yield from _played(case, state, before, (other, *after))
                yield from _played(case, state, before, (other, action, *after))


def double_variations(case: Case) -> Iterator[Stage]:
    """The stages of the expert's run with two letters filled in otherwise, in what guards look at."""
    expert = case.golden(EXPERT)
    play = expert.play if expert else ()
    choices = read_controls(case).choices
    others = [(place, other) for place, action in enumerate(play) for other in _named_otherwise(case, action, choices)]
    begun = list(states(case, play))
    for (place, one), (later, other) in combinations(others, 2):
        if place < later:
            acts = (one, *play[place + 1 : later], other, *play[later + 1 :])
            yield from _played(case, begun[place], play[:place], acts)


def _named_otherwise(
    case: Case, action: Action, choices: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Iterator[Action]:
    payload, form = action.get("payload"), str(action.get("form"))
    if isinstance(payload, Mapping) and form in choices:
        for field in case.forms[form].fields:
            for value in _other_values(field, payload.get(field.id), among=choices[form].get(field.id, ())):
                yield {**action, "payload": {**payload, field.id: value}}


def _played(case: Case, state: State, before: Sequence[Action], acts: Sequence[Action]) -> Iterator[Stage]:
    """The acts that are still possible, one after the other."""
    log = [*before]
    for action in acts:
        try:
            state = step(case, state, action)
        except ActionRefused:
            continue
        log.append(action)
        yield state, log


def _otherwise(case: Case, action: Action) -> Iterator[Action]:
    payload, marks, tool = action.get("payload"), action.get("marks"), action.get("tool")
    if isinstance(payload, Mapping):
        for field in case.forms[str(action["form"])].fields:
            options = [option.id for option in field.options]
            for value in _other_values(field, payload.get(field.id), among=options):
                yield {**action, "payload": {**payload, field.id: value}}
    if isinstance(marks, Mapping):
        for item, mark in marks.items():
            for value in case.checklists[str(action["checklist"])].values:
                yield {**action, "marks": {**marks, item: {**mark, "value": value.id}}}
            yield {**action, "marks": {**marks, item: {**mark, "source": None}}}
    if isinstance(tool, str):
        for purpose in case.tools[tool].purposes:
            yield from ({**action, "purpose": purpose.id, "basis": basis.id} for basis in case.tools[tool].bases)


def _other_values(field: FormField, value: object, *, among: Sequence[str]) -> Iterator[object]:
    if field.kind is FieldKind.CHOICE:
        yield from (option for option in among if option != value)
    elif field.kind is FieldKind.MULTI and isinstance(value, list | tuple):
        if among:
            yield []
        for option in among:
            yield [*(one for one in value if one != option), *([] if option in value else [option])]
