"""What acts, events and endings of a case are called beside its graph."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ...domain.case_graph.drawing_up import act_key
from ...domain.casework.scenario import Case
from ...domain.casework.texts import Renderer
from ..case_words import DEEDS

LONGEST_VALUES = 120  # characters


class GraphWords:
    """What acts, events and endings of a case are called in the reader's language."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._said = Renderer(get_language() or "en", case.parameters)

    def ending(self, name: str) -> str:
        return self._said(self._case.endings[name].title)

    def cause(self, key: str) -> str:
        kind, _dot, name = key.partition(".")
        if kind == "event":
            return _("Event %(name)s") % {"name": name}
        title = self.title(key)
        return f"{DEEDS[kind]}: {title}" if title else str(DEEDS[kind])

    def title(self, key: str) -> str:
        kind, _dot, name = key.partition(".")
        case = self._case
        titles: Mapping[str, Any] = {
            "open": {one.id: one.title for one in case.documents.values()},
            "look_up": {one.id: one.name for one in case.tools.values()},
            "check": {one.id: one.title for one in case.checklists.values()},
            "submit": {one.id: one.title for one in case.forms.values()},
            "do": {one.id: one.label for one in case.deeds.values()},
        }
        return self._said(titles[kind][name]) if kind in titles else name.replace("_", " ")

    def act(self, action: Mapping[str, Any]) -> str:
        said = self.cause(act_key(action))
        payload = action.get("payload")
        values = ", ".join(_flat(payload)) if isinstance(payload, Mapping) else ""
        return f"{said} ({short(values, LONGEST_VALUES)})" if values else said


def _flat(payload: Mapping[str, Any]) -> list[str]:
    return [str(one) for value in payload.values() for one in (value if isinstance(value, list) else [value])]


def short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
