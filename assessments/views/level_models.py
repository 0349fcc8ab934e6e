"""The versions of the level model: what each says, what a proposed one would change, and the second person's word."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lms.people.access import access, gate_to_everything, person, scope_of, visible
from lms.people.models import Role

from ..domain.level_model_file import read_model
from ..models import Evidence, LevelModelVersion
from ..selectors.level_models import model_today
from ..selectors.level_preview import preview_of
from ..services.levels.models import LevelModelRefused, drop_model, put_model_in_force

READERS = (Role.ADMINISTRATOR, Role.AUDITOR)
DECISIONS = {"put_in_force": put_model_in_force, "drop": drop_model}


@gate_to_everything(*READERS)
@require_safe
def level_models(request: HttpRequest) -> HttpResponse:
    versions = visible(request.user, LevelModelVersion).select_related("proposed_by", "decided_by")
    context = {"versions": versions, "now": model_today().version}
    return render(request, "assessments/level_models/list.html", context)


@gate_to_everything(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def level_model(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One version; the preview of a waiting one reads all evidence, which takes seconds in a large academy."""
    user = person(request)
    found = access(user, LevelModelVersion, public_id=public_id)
    may_decide = scope_of(user, Role.ADMINISTRATOR).is_everything
    if request.method == "POST":
        if not may_decide:
            raise Http404
        return _decide(request, found)
    model, is_waiting = read_model(found.version, found.definition), found.status == LevelModelVersion.Status.PROPOSED
    context = {
        "one": found,
        "model": model,
        "kinds": [(Evidence.Kind(kind).label, line) for kind, line in model.kinds.items()],
        "is_waiting": is_waiting,
        "may_decide": may_decide and is_waiting,
        "is_own": found.proposed_by_id == user.pk,
        "lines": preview_of(model, timezone.now()) if is_waiting else [],
    }
    return render(request, "assessments/level_models/one.html", context)


def _decide(request: HttpRequest, found: LevelModelVersion) -> HttpResponse:
    decide = DECISIONS.get(request.POST.get("decision", ""))
    if decide is None:
        raise Http404
    try:
        decide(version=found, actor=person(request), at=timezone.now())
    except LevelModelRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Your decision is recorded."))
    return redirect("assessments:level_model", found.public_id)
