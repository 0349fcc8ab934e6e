"""The places of the desk, and what each of them shows besides the frame."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..selectors.case_desk import Desk, provisions_for
from ..selectors.case_resuming import may_be_resumed, steps_of
from ..selectors.case_rules import search_rules
from .case_acts import payload_in

LONGEST_SEARCH = 60

Part = dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Section:
    """A place at the desk. `kind` is the list of the engine's view that its parts come from."""

    name: str
    label: str | Promise
    kind: str
    has_parts: bool = False


SECTIONS = {
    section.name: section
    for section in (
        Section("inbox", gettext_lazy("Inbox"), "inbox", has_parts=True),
        Section("file", gettext_lazy("Case file"), "documents", has_parts=True),
        Section("registries", gettext_lazy("Registries"), "tools", has_parts=True),
        Section("checklist", gettext_lazy("Checklist"), "checklists", has_parts=True),
        Section("letters", gettext_lazy("Letters and decision"), "forms", has_parts=True),
        Section("steps", gettext_lazy("Other steps"), "actions"),
        Section("calendar", gettext_lazy("Calendar"), "rulebook"),
        Section("rules", gettext_lazy("Rule book"), "rulebook"),
        Section("journal", gettext_lazy("Journal"), "journal"),
    )
}


def label_of(section: Section, desk: Desk) -> str:
    """As the scenario calls its tools, if it does."""
    return str(desk.shown["tool_words"]["section"] if section.name == "registries" else section.label)


def contents_of(section: Section, request: HttpRequest, desk: Desk, part: Part) -> dict[str, Any]:
    more = _CONTENTS.get(section.name)
    return more(request, desk, part) if more else {}


def _letters(request: HttpRequest, desk: Desk, form: Part) -> dict[str, Any]:
    if form is None:
        return {}
    hints = _hints(desk, form, act="submit")
    if request.method != "POST" or not form["enabled"]:
        return {**hints, "fields": _filled(form, {}), "gauges": form["gauges"], "is_preview": False}
    payload, go = payload_in(request.POST), request.POST.get("go")
    errors = _missing(form, payload) if go == "preview" else []
    return {
        **hints,
        "fields": _filled(form, payload),
        "errors": errors,
        "letter": desk.draft(form["id"], payload),
        "gauges": desk.gauges(form["id"], payload),
        "is_preview": go == "preview" and not errors,
        "is_draft": go == "draft",
    }


def _filled(form: dict[str, Any], payload: dict[str, Any]) -> list[dict[str, Any]]:
    filled = []
    for field in form["fields"]:
        given = payload.get(field["id"], [] if field["kind"] == "multi" else "")
        many = given if isinstance(given, list) else [given]
        options = [{**option, "is_chosen": option["id"] in many} for option in field["options"]]
        prefix = "many" if field["kind"] == "multi" else "one"
        filled.append({**field, "name": f"{prefix}-{field['id']}", "options": options, "given": given, "many": many})
    return filled


def _missing(form: dict[str, Any], payload: dict[str, Any]) -> list[dict[str, str]]:
    return [
        {"text": _("%(field)s: this is still empty.") % {"field": field["label"]}, "href": f"#field-{field['id']}"}
        for field in form["fields"]
        if field["required"] and field["kind"] != "multi" and not payload.get(field["id"])
    ]


def _rules(request: HttpRequest, desk: Desk, part: Part) -> dict[str, Any]:
    query = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    return {"query": query, "provisions": search_rules(desk.shown["rulebook"], query)}


def _calendar(request: HttpRequest, desk: Desk, part: Part) -> dict[str, Any]:
    return {"calendar": desk.calendar, "known_laws": {law["id"] for law in desk.shown["rulebook"]}}


def _registries(request: HttpRequest, desk: Desk, part: Part) -> dict[str, Any]:
    return _hints(desk, part, act="look_up")


def _checklist(request: HttpRequest, desk: Desk, part: Part) -> dict[str, Any]:
    return _hints(desk, part, act="check")


def _hints(desk: Desk, part: Part, *, act: str) -> dict[str, Any]:
    """Practice names the articles that bear on a step; an examination names none."""
    if part is None or not desk.is_practice:
        return {}
    return {"hints": provisions_for(desk.run, f"{act}.{part['id']}", rulebook=desk.shown["rulebook"])}


def _journal(request: HttpRequest, desk: Desk, part: Part) -> dict[str, Any]:
    """Practice can be taken up again before each of its acts."""
    return {"acts": steps_of(desk.run, language=desk.language)} if may_be_resumed(desk.run) else {}


_CONTENTS: dict[str, Callable[[HttpRequest, Desk, Part], dict[str, Any]]] = {
    "letters": _letters,
    "rules": _rules,
    "calendar": _calendar,
    "registries": _registries,
    "checklist": _checklist,
    "journal": _journal,
}
