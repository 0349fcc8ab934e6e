"""What stands around every page of the editor: the way back, the parts with their faults, who may write."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.base.desk import Crumb, desk_context
from lms.people.access import person

from ...forms.scenario.parts import PARTS, Part
from ...models import ScenarioDraft
from ...permissions import may_write
from ..crumbs import to_scenario, to_scenarios
from ..scenarios import ICON
from .faults import Fault, faults_by_part, faults_in
from .pages import page_url, things_of

KINDS_OF_NAMES = {
    "variables": gettext_lazy("Variables"),
    "facts": gettext_lazy("Facts: [known, …]"),
    "acts": gettext_lazy("Acts and events: [done, …], [count, …], [before, …, …]"),
    "periods": gettext_lazy("Periods: [expired, …]"),
    "fields": gettext_lazy("Fields: [payload, letter, field]"),
    "points": gettext_lazy("Points of a checklist: [mark, checklist, point], [source, …]"),
}


def to_draft(draft: ScenarioDraft) -> list[Crumb]:
    home = to_scenario(draft.scenario) if draft.scenario else to_scenarios()
    return [*home, {"url": reverse("authoring:draft", args=[draft.public_id]), "label": _("Working copy")}]


def to_part(draft: ScenarioDraft, part: Part) -> list[Crumb]:
    return [*to_draft(draft), {"url": page_url(draft, part.slug), "label": str(part.label)}]


def editor_context(
    request: HttpRequest, draft: ScenarioDraft, trail: Sequence[Crumb], *, title: str, current: str = ""
) -> dict[str, Any]:
    faults = faults_in(draft.definition)
    return {
        **desk_context(trail, title=title, icon=ICON),
        "draft": draft,
        "may_write": may_write(person(request), draft),
        "faults": faults,
        "parts": _parts(draft, faults, current),
    }


def _parts(draft: ScenarioDraft, faults: Sequence[Fault], current: str) -> list[dict[str, Any]]:
    counts = faults_by_part(faults)
    return [
        {
            "part": part,
            "url": page_url(draft, part.slug),
            "things": len(things_of(draft.definition, part)) if part.is_list else None,
            "faults": counts[part.slug],
            "is_current": part.slug == current,
        }
        for part in PARTS.values()
    ]
