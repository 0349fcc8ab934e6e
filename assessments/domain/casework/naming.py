"""First reading of a scenario: every name its conditions may use, so that the second can check them."""

from __future__ import annotations

from collections.abc import Mapping

from assessments.domain.casework.expressions import Kind
from assessments.domain.casework.grammar import FieldType, Names
from assessments.domain.casework.law import StatutoryClock
from assessments.domain.casework.model_parts import read_tables
from assessments.domain.casework.reading import Reader, fault
from assessments.domain.casework.scenario import FieldKind, VariableSpec

LONGEST_ID = 60  # characters; the desk's forms carry no longer one
FREE_KEYS = ("look_up", "improper_look_up", "wait", "finish")


def collect_names(
    part: Mapping[str, Reader], variables: Mapping[str, VariableSpec], clocks: Mapping[str, StatutoryClock]
) -> Names:
    """All ids declared anywhere in the scenario; ids are unique within their kind."""
    kinds = ("inbox", "documents", "tools", "checklists", "forms", "actions", "events")
    ids = {name: _ids(part[name]) for name in kinds}
    keys = [f"open.{name}" for name in ids["documents"]]
    for tool in ids["tools"]:
        keys += [f"look_up.{tool}", f"improper_look_up.{tool}"]
    keys += [f"check.{name}" for name in ids["checklists"]]
    keys += [f"submit.{name}" for name in ids["forms"]]
    keys += [f"do.{name}" for name in ids["actions"]]
    keys += [f"event.{name}" for name in ids["events"]]
    return Names(
        variables={spec.id: FieldType(spec.kind, spec.options) for spec in variables.values()},
        facts=frozenset(part["facts"].words()),
        keys=frozenset([*FREE_KEYS, *keys]),
        clocks={clock.id: clock.period for clock in clocks.values()},
        forms={form: _field_types(reader) for form, reader in ids["forms"].items()},
        checklists={name: _findings(reader) for name, reader in ids["checklists"].items()},
        sources=frozenset([*ids["documents"], *ids["tools"]]),
        tables=read_tables(part),
    )


def _ids(reader: Reader) -> dict[str, Reader]:
    found: dict[str, Reader] = {}
    for element in reader.elements():
        name = _id(element)
        if name in found:
            raise fault(element.path, "used_twice", name=name)
        found[name] = element
    return found


def _id(reader: Reader) -> str:
    entry = reader.entries().get("id")
    if entry is None:
        raise fault(reader.path, "missing", name="id")
    word = entry.word()
    if not word.replace("_", "").isalnum() or word != word.lower() or not word.isascii():
        raise fault(entry.path, "bad_id", name=word)
    if len(word) > LONGEST_ID:
        raise fault(entry.path, "long_id", name=word, longest=LONGEST_ID)
    return word


def _field_types(form: Reader) -> dict[str, FieldType]:
    fields = form.entries().get("fields")
    if fields is None:
        raise fault(form.path, "missing", name="fields")
    return {name: _field_type(reader) for name, reader in _ids(fields).items()}


def _field_type(field: Reader) -> FieldType:
    parts = field.entries()
    if "kind" not in parts:
        raise fault(field.path, "missing", name="kind")
    kind = parts["kind"].one_of(FieldKind)
    if kind in (FieldKind.CHOICE, FieldKind.MULTI):
        if "options" not in parts:
            raise fault(field.path, "missing", name="options")
        options = frozenset(_ids(parts["options"]))
        return FieldType(Kind.SYMBOL if kind is FieldKind.CHOICE else Kind.SET, options)
    return FieldType(Kind.SYMBOL, None, kind is FieldKind.DATE)


def _findings(checklist: Reader) -> dict[str, frozenset[str]]:
    parts = checklist.entries()
    for name in ("items", "values"):
        if name not in parts:
            raise fault(checklist.path, "missing", name=name)
    values = frozenset(_ids(parts["values"]))
    return dict.fromkeys(_ids(parts["items"]), values)
