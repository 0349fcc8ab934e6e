"""Course dates: state them after a look at what they change, read them, take them back."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.people.access import access, has_role, person, scope_of, visible

from ..models import TrainingRollout
from ..readers import EXPORTERS, READERS
from ..rollout_forms import MORE, ROWS, UNITS_LIST, StateRolloutForm
from ..selectors.rollout_preview import RolloutPreview, rollout_preview
from ..selectors.rollouts import dates_of, rollout_lines, rollouts_with_sizes
from ..selectors.trainings import offered
from ..services.rollouts import RolloutRefused, state_rollout, undo_rollout
from .service_imports import importers_only, may_look

PAGE = 25


@may_look
@require_http_methods(["GET", "HEAD", "POST"])
def rollouts(request: HttpRequest) -> HttpResponse:
    """The form with the statements made so far; nothing takes effect but what was looked at."""
    may_act = has_role(request.user, *EXPORTERS)
    if request.method == "POST" and not may_act:
        raise Http404
    form, preview = _form(request), None
    if form.is_bound and form.is_valid():
        preview = _preview(request, form)
        if request.POST.get("step") == "state":
            if request.POST.get("seen") == preview.fingerprint:
                return _state(request, form)
            messages.error(request, _("Nothing was stated yet: this differs from what you looked at. Look again."))
    page = Paginator(rollouts_with_sizes(visible(request.user, TrainingRollout)), PAGE)
    shown = page.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "preview": preview,
        "page": shown,
        "lines": rollout_lines(shown.object_list),
        "units": form.scope.units().order_by("path") if may_act else [],
        "units_list": UNITS_LIST,
        "may_act": may_act,
    }
    return render(request, "analytics/service/rollouts.html", context)


@may_look
@require_safe
def rollout(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = access(request.user, TrainingRollout, public_id=public_id)
    (line,) = rollout_lines(rollouts_with_sizes(TrainingRollout.objects.filter(pk=found.pk)))
    context = {"line": line, "dates": dates_of(found), "may_act": has_role(request.user, *EXPORTERS)}
    return render(request, "analytics/service/rollout.html", context)


@importers_only
@require_POST
def undo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = access(request.user, TrainingRollout, public_id=public_id)
    try:
        undo_rollout(rollout=found, by=person(request))
    except RolloutRefused as refused:
        if refused.code == "outside":
            raise Http404 from refused
        messages.error(request, _("These course dates were taken back already."))
    else:
        messages.success(request, _("The course dates were taken back. What counted before them counts again."))
    return redirect("analytics:rollout", public_id)


def _form(request: HttpRequest) -> StateRolloutForm:
    asked = request.POST
    given = asked.get("rows", "")
    rows = max(int(given) if given.isascii() and given.isdigit() and len(given) < 4 else ROWS, ROWS)
    scope = scope_of(request.user, *EXPORTERS)
    if asked.get("step") == "more":
        return StateRolloutForm(initial=asked.dict(), trainings=offered(), scope=scope, rows=rows + MORE)
    return StateRolloutForm(asked or None, trainings=offered(), scope=scope, rows=rows)


def _preview(request: HttpRequest, form: StateRolloutForm) -> RolloutPreview:
    scope = scope_of(request.user, *READERS)
    return rollout_preview(scope, timezone.now(), training=form.chosen, months=form.cleaned_data["months"])


def _state(request: HttpRequest, form: StateRolloutForm) -> HttpResponse:
    training, months = form.chosen, form.cleaned_data["months"]
    made = state_rollout(kind=training.kind, code=training.code, months=months, by=person(request))
    messages.success(request, _("The course dates count from now on. They can be taken back on this page."))
    return redirect("analytics:rollout", made.public_id)
