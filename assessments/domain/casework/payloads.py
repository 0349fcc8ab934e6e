"""Checks what a person put into a form or checklist before the world sees it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from assessments.domain.casework.clock import OfficeHours
from assessments.domain.casework.errors import ActionRefused
from assessments.domain.casework.scenario import Checklist, FieldKind, Form, FormField
from assessments.domain.casework.state import Mark, State, Submission, Value

LONGEST_TEXT = 4000  # characters


def read_submission(form: Form, payload: object, *, state: State, hours: OfficeHours) -> Submission:
    """The form as sent now, or a refusal that names the field."""
    values = _mapping(payload, form.id)
    _refuse_strangers(values, {field.id for field in form.fields}, form.id)
    read: dict[str, Value] = {}
    days: dict[str, int] = {}
    for field in form.fields:
        value = read[field.id] = _read_field(field, values.get(field.id), f"{form.id}.{field.id}")
        if field.kind is FieldKind.DATE and isinstance(value, str):
            days[field.id] = hours.day_on(date.fromisoformat(value)) - state.day
    return Submission(state.minute, read, days)


def read_marks(checklist: Checklist, payload: object, *, seen: Collection[str]) -> dict[str, Mark]:
    """The findings, each resting on nothing or on something the officer has really seen."""
    given = _mapping(payload, checklist.id)
    _refuse_strangers(given, {item.id for item in checklist.items}, checklist.id)
    allowed = {value.id for value in checklist.values}
    return {item: _read_mark(raw, allowed, seen, f"{checklist.id}.{item}") for item, raw in given.items()}


def _read_mark(raw: object, allowed: Collection[str], seen: Collection[str], where: str) -> Mark:
    parts = _mapping(raw, where)
    _refuse_strangers(parts, {"value", "source"}, where)
    value, source = parts.get("value"), parts.get("source") or None
    if not isinstance(value, str) or value not in allowed:
        raise ActionRefused("malformed", f"{where}: {value!r} is not a finding")
    if source is not None and not isinstance(source, str):
        raise ActionRefused("malformed", f"{where}: a source is one name")
    if source is not None and source not in seen:
        raise ActionRefused("not_seen", f"{where}: {source!r} has not been seen")
    return Mark(value, source)


def _read_field(field: FormField, raw: object, where: str) -> Value:
    if raw is None or raw in ("", []):
        # An empty list of boxes is an answer: nothing applies.
        if field.required and field.kind is not FieldKind.MULTI:
            raise ActionRefused("malformed", f"{where} must be filled in")
        return frozenset() if field.kind is FieldKind.MULTI else None
    options = {option.id for option in field.options}
    if field.kind is FieldKind.MULTI:
        return _read_boxes(raw, options, where)
    if not isinstance(raw, str):
        raise ActionRefused("malformed", f"{where} takes one text")
    if field.kind is FieldKind.CHOICE and raw not in options:
        raise ActionRefused("malformed", f"{where} has no option {raw!r}")
    if field.kind is FieldKind.DATE:
        return _read_date(raw, where)
    if len(raw) > LONGEST_TEXT:
        raise ActionRefused("malformed", f"{where} is longer than {LONGEST_TEXT} characters")
    return raw


def _read_boxes(raw: object, options: Collection[str], where: str) -> frozenset[str]:
    if not isinstance(raw, list | tuple) or not all(isinstance(value, str) for value in raw):
        raise ActionRefused("malformed", f"{where} takes a list of options")
    unknown = [value for value in raw if value not in options]
    if unknown:
        raise ActionRefused("malformed", f"{where} has no option {unknown[0]!r}")
    return frozenset(raw)


def _read_date(raw: str, where: str) -> str:
    try:
        return date.fromisoformat(raw).isoformat()
    except ValueError:
        raise ActionRefused("malformed", f"{where} takes a date as YYYY-MM-DD") from None


def _mapping(raw: object, where: str) -> Mapping[str, object]:
    if not isinstance(raw, Mapping) or not all(isinstance(key, str) for key in raw):
        raise ActionRefused("malformed", f"{where} takes a mapping of names to values")
    return raw


def _refuse_strangers(given: Mapping[str, object], known: Collection[str], where: str) -> None:
    strangers = sorted(set(given) - set(known))
    if strangers:
        raise ActionRefused("malformed", f"{where} has no {strangers[0]!r}")
