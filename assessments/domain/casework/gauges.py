"""Numbers that the desk keeps before the officer's eyes: of the world, or of a form as it stands in draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from assessments.domain.casework.arithmetic import number
from assessments.domain.casework.scenario import FieldKind, Form, FormField, Gauge
from assessments.domain.casework.state import State, Submission, Value
from assessments.domain.casework.texts import Renderer


@dataclass(frozen=True, slots=True)
class Reading:
    """What a gauge shows; `limit` is None where there is none."""

    id: str
    label: str
    value: int
    limit: int | None
    unit: str

    @property
    def is_over(self) -> bool:
        return self.limit is not None and self.value > self.limit


def read_gauges(gauges: Iterable[Gauge], state: State, say: Renderer) -> list[Reading]:
    return [_read(gauge, state, say) for gauge in gauges]


def draft_gauges(form: Form, values: Mapping[str, object], *, state: State, say: Renderer) -> list[Reading]:
    """The form's gauges as if it were sent now with these values; what no option of it names is passed over."""
    read = {field.id: _lenient(field, values.get(field.id)) for field in form.fields}
    sent = (*state.submissions.get(form.id, ()), Submission(state.minute, read, {}))
    return read_gauges(form.gauges, replace(state, submissions={**state.submissions, form.id: sent}), say)


def _read(gauge: Gauge, state: State, say: Renderer) -> Reading:
    limit = None if gauge.limit is None else number(gauge.limit.evaluate(state))
    return Reading(gauge.id, say(gauge.label), number(gauge.value.evaluate(state)), limit, say(gauge.unit))


def _lenient(field: FormField, raw: object) -> Value:
    options = {option.id for option in field.options}
    if field.kind is FieldKind.MULTI:
        return frozenset(raw) & options if isinstance(raw, list | tuple | frozenset) else frozenset()
    if field.kind is FieldKind.CHOICE:
        return raw if isinstance(raw, str) and raw in options else None
    return None
