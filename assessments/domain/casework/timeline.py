"""What was done in a run, act by act: when, with what in it, and what had been looked at by then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assessments.domain.casework.reducer import apply, initial_state
from assessments.domain.casework.scenario import Case, Choice, FieldKind, FormField, Scenario
from assessments.domain.casework.state import Action, State, Value
from assessments.domain.casework.texts import Renderer
from assessments.domain.casework.view import Shown, journal

SOURCES = ("open", "look_up")  # kinds of acts that show something


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that an act said: a field of a letter, a finding, what a registry was asked and answered.

    Lines that are `free`, remarks and dates, may differ between two good runs.
    """

    id: str
    label: str
    values: tuple[str, ...]
    is_free: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """`step` is its number in the log, from 1; `shown` is what the journal says of it."""

    step: int
    shown: Shown
    lines: tuple[Line, ...]

    @property
    def day(self) -> str:
        return str(self.shown["date"])

    @property
    def kind(self) -> str:
        return str(self.shown["kind"])

    @property
    def key(self) -> str:
        """Its name in the journal."""
        return f"{self.kind}.{self.shown['ref']}".rstrip(".")

    def says_the_same(self, other: Act) -> bool:
        return [line for line in self.lines if not line.is_free] == [line for line in other.lines if not line.is_free]


@dataclass(frozen=True, slots=True)
class Played:
    state: State
    acts: tuple[Act, ...]

    def seen_before(self, act: Act | None) -> list[str]:
        """Titles of the papers opened and registries asked before an act, or in the whole run; each once."""
        until = len(self.acts) if act is None else self.acts.index(act)
        return list(dict.fromkeys(str(one.shown["label"]) for one in self.acts[:until] if one.kind in SOURCES))


def played(scenario: Scenario, variant: str, log: Iterable[Action], say: Renderer) -> Played:
    """Replays a log once; an act that left no trace in the journal, such as a second opening, is none."""
    case, state = scenario.case(variant), initial_state(scenario, variant)
    acts: list[Act] = []
    for step, action in enumerate(log, start=1):
        before, (state, _) = state, apply(scenario, variant, state, action)
        fresh = replace(state, journal=state.journal[len(before.journal) :])
        for shown in journal(case, fresh, say):
            if isinstance(shown, dict):
                lines = _LINES.get(str(shown["kind"]), _nothing)(case, state, str(shown["ref"]), say)
                acts.append(Act(step=step, shown=shown, lines=tuple(lines)))
    return Played(state, tuple(acts))


def _asked(case: Case, state: State, tool_id: str, say: Renderer) -> Iterable[Line]:
    tool, look_up = case.tools[tool_id], state.look_ups[-1]
    for name, options, chosen in (
        ("purpose", tool.purposes, look_up.purpose),
        ("basis", tool.bases, look_up.basis),
    ):
        if given := _labels(options, [chosen], say):
            yield Line(name, "", given)
    answer, tell = tool.answers[look_up.answer], say.with_numbers(look_up.numbers)
    for detail in answer.details:
        yield Line("answer", tell(detail.label), (tell(detail.value),), is_free=True)
    if note := tell(answer.note):
        yield Line("answer", "", (note,), is_free=True)


def _found(case: Case, state: State, checklist_id: str, say: Renderer) -> Iterable[Line]:
    checklist, marks = case.checklists[checklist_id], state.marks[checklist_id]
    for item in checklist.items:
        if item.id in marks:
            yield Line(item.id, say(item.label), _labels(checklist.values, [marks[item.id].value], say))


def _sent(case: Case, state: State, form_id: str, say: Renderer) -> Iterable[Line]:
    values = state.submissions[form_id][-1].values
    for field in case.forms[form_id].fields:
        given = _given(field, values.get(field.id), say)
        yield Line(field.id, say(field.label), given, is_free=field.kind in (FieldKind.TEXT, FieldKind.DATE))


def _given(field: FormField, value: Value, say: Renderer) -> tuple[str, ...]:
    if isinstance(value, frozenset):
        return _labels(field.options, value, say)
    if not isinstance(value, str):
        return ()
    return _labels(field.options, [value], say) if field.kind is FieldKind.CHOICE else (value,)


def _labels(options: Sequence[Choice], chosen: Iterable[str], say: Renderer) -> tuple[str, ...]:
    wanted = set(chosen)
    return tuple(say(option.label) for option in options if option.id in wanted)


def _nothing(case: Case, state: State, ref: str, say: Renderer) -> Iterable[Line]:
    return ()


_LINES: Mapping[str, Callable[[Case, State, str, Renderer], Iterable[Line]]] = {
    "look_up": _asked,
    "check": _found,
    "submit": _sent,
}
