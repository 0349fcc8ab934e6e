"""What wording and order give away: the right option told by its length or its place, the right act by its appearing.

Right is what the expert picks. A way of writing cannot be proved wrong, so these are warnings; an act that is offered
only where doing it is right is a fault, for then its being there is the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..casework.scenario import Case, Choice, FieldKind, FormField, Scenario
from .findings import Finding, finding, warning
from .goldens import EXPERT

FEWEST_FIELDS = 5  # below that, a share says nothing
FEWEST_OPTIONS = 3
MOST_TELLING = 0.6  # of the fields
LOCALES = ("en", "zh-hant")  # which differ in length; the two Chinese scripts do not


@dataclass(frozen=True, slots=True)
class Pick:
    """A field as the expert fills it in: one of its options is right."""

    form: str
    field: FormField
    right: Choice

    @property
    def name(self) -> str:
        return f"{self.form}.{self.field.id}"

    def is_longest(self, locale: str) -> bool:
        lengths = {option.id: len(option.label.resolve(locale)) for option in self.field.options}
        return all(length < lengths[self.right.id] for name, length in lengths.items() if name != self.right.id)

    @property
    def is_first(self) -> bool:
        return self.field.options[0].id == self.right.id


def wording_findings(scenario: Scenario) -> Iterator[Finding]:
    """Over all variants, each field and right option once."""
    picks = {(pick.name, pick.right.id): pick for case in scenario.cases.values() for pick in _picks(case)}
    if len(picks) < FEWEST_FIELDS:
        return
    for locale in LOCALES:
        longest = [pick.name for pick in picks.values() if pick.is_longest(locale)]
        yield _told("longest", longest, len(picks), locale=locale)
    yield _told("first", [pick.name for pick in picks.values() if pick.is_first], len(picks))


def _told(cue: str, fields: Sequence[str], of: int, *, locale: str = "") -> Finding:
    detail: dict[str, Any] = {"share": round(100 * len(fields) / of), "locale": locale}
    if len(fields) > MOST_TELLING * of:
        return warning("leakage", f"right_is_{cue}", **detail, fields=sorted(set(fields)))
    return finding("leakage", f"right_is_{cue}", **detail)


def _picks(case: Case) -> Iterator[Pick]:
    expert = case.golden(EXPERT)
    for action in expert.play if expert else ():
        payload = action.get("payload")
        if not isinstance(payload, dict):
            continue
        form = case.forms[str(action["form"])]
        for field in form.fields:
            right = next((option for option in field.options if option.id == payload.get(field.id)), None)
            if field.kind is FieldKind.CHOICE and right is not None and len(field.options) >= FEWEST_OPTIONS:
                yield Pick(form.id, field, right)
