"""The graph of situations and endings, of a stored version and of a working copy."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lms.base.desk import Crumb, desk_context
from lms.people.access import access

from ..domain.casework.errors import ScenarioInvalid
from ..domain.casework.scenario import Scenario as Script
from ..models import Scenario, ScenarioDraft
from ..selectors.authoring.case_graph import drawing_of
from ..selectors.authoring.scenarios import version_at_desk
from ..selectors.scenarios import script_in, script_of
from .crumbs import to_version
from .doors import authors_and_reviewers
from .drafts.frame import to_draft
from .scenarios import ICON


@authors_and_reviewers
@require_safe
def of_version(request: HttpRequest, public_id: UUID, version: int) -> HttpResponse:
    shown = version_at_desk(access(request.user, Scenario, public_id=public_id), version)
    try:
        script = script_of(shown)
    except ScenarioInvalid:  # as after a change of the engine
        script = None
    return _page(request, script, to_version(shown))


@authors_and_reviewers
@require_safe
def of_draft(request: HttpRequest, public_id: UUID) -> HttpResponse:
    draft = access(request.user, ScenarioDraft, public_id=public_id)
    try:
        script = script_in(draft.definition)
    except ScenarioInvalid:
        script = None
    return _page(request, script, to_draft(draft))


def _page(request: HttpRequest, script: Script | None, trail: Sequence[Crumb]) -> HttpResponse:
    """`?variant=b&by=status&by=plan`; without, the first variant by the variable that guards read most."""
    context = desk_context(trail, title=_("Situations and endings"), icon=ICON)
    if script is not None:
        variants = list(script.cases)
        asked = request.GET.get("variant", "")
        variant = asked if asked in variants else variants[0]
        drawing = drawing_of(script, variant, by=request.GET.getlist("by"))
        context |= {"variants": variants, "variant": variant, "drawing": drawing}
    return render(request, "assessments/desk/case_graph.html", context)
