"""Working copies of scenarios, and the names that their conditions may use."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KT

from lms.people.access import visible
from lms.people.models import User

from ...models import ScenarioDraft


def draft_rows(user: User) -> QuerySet[ScenarioDraft]:
    """Latest change first, without the text itself."""
    return visible(user, ScenarioDraft).defer("definition", "report").annotate(code=KT("definition__id"))


def names_in(definition: Mapping[str, Any]) -> list[tuple[str, Sequence[str]]]:
    """Kind of name → what a condition may call so, as far as the text allows to tell."""
    ids = {
        entry: _ids(definition.get(entry))
        for entry in ("documents", "tools", "checklists", "forms", "actions", "events")
    }
    acts = [f"open.{one}" for one in ids["documents"]] + [f"look_up.{one}" for one in ids["tools"]]
    acts += [f"check.{one}" for one in ids["checklists"]] + [f"submit.{one}" for one in ids["forms"]]
    acts += [f"do.{one}" for one in ids["actions"]] + [f"event.{one}" for one in ids["events"]]
    variables, facts = definition.get("vars"), definition.get("facts")
    clock = definition.get("clock")
    periods = clock.get("statutory") if isinstance(clock, Mapping) else None
    return [
        ("variables", list(variables) if isinstance(variables, Mapping) else []),
        ("facts", [str(fact) for fact in facts] if isinstance(facts, list) else []),
        ("acts", acts),
        ("periods", list(periods) if isinstance(periods, Mapping) else []),
        ("fields", [f"{form} {name}" for form, name in _within(definition.get("forms"), "fields")]),
        ("points", [f"{page} {name}" for page, name in _within(definition.get("checklists"), "items")]),
    ]


def _within(things: object, entry: str) -> list[tuple[str, str]]:
    rows = things if isinstance(things, list) else []
    return [(str(row.get("id")), one) for row in rows if isinstance(row, Mapping) for one in _ids(row.get(entry))]


def _ids(things: object) -> list[str]:
    rows = things if isinstance(things, list) else []
    return [str(row["id"]) for row in rows if isinstance(row, Mapping) and row.get("id")]
