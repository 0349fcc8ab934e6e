"""Where judges rate items; they may be people who have no business in the CMS."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lms.people.access import access, person, signed_in

from ..domain.standard_setting.angoff import WIDE
from ..forms.standard_setting.rating import RateForm
from ..models import Judge
from ..selectors.standard_setting.grading import raterships_of
from ..selectors.standard_setting.judging import Place, item_at, judgeships_of, places_of, task_of
from ..services.standard_setting.ratings import rate
from ..services.standard_setting.refusal import PanelRefused


@signed_in
@require_safe
def panel_list(request: HttpRequest) -> HttpResponse:
    user = person(request)
    context = {"judgeships": judgeships_of(user), "raterships": raterships_of(user)}
    return render(request, "assessments/panels/list.html", context)


@signed_in
@never_cache
@require_safe
def judge_panel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    judge = access(request.user, Judge, panel__public_id=public_id)
    places = places_of(judge)
    context = {
        "judge": judge,
        "panel": judge.panel,
        "places": places,
        "rated": sum(place.is_rated for place in places),
        "next": _next(places, judge, after=0),
        "round": judge.panel.open_round,
        "wide_percent": round(100 * WIDE),
    }
    return render(request, "assessments/panels/panel.html", context)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def judge_item(request: HttpRequest, public_id: UUID, position: int) -> HttpResponse:
    """GET shows one item; POST keeps a rating and comes back to the item, where the key then stands."""
    judge = access(request.user, Judge, panel__public_id=public_id)
    if request.method == "POST":
        return _rate(request, judge, position)
    places = places_of(judge)
    context = {
        "panel": judge.panel,
        "task": task_of(judge, position),
        "places": places,
        "rated": sum(place.is_rated for place in places),
        "next": _next(places, judge, after=position),
        "round": judge.panel.open_round,
    }
    return render(request, "assessments/panels/item.html", context)


def _rate(request: HttpRequest, judge: Judge, position: int) -> HttpResponse:
    """Scripts ask for JSON and stay on the page; a form goes on to the item with its key."""
    form = RateForm(request.POST)
    item = item_at(judge, position)
    error = None
    if form.is_valid():
        try:
            rate(judge=judge, item=item, percent=form.cleaned_data["percent"], at=timezone.now())
        except PanelRefused as refused:
            error = str(refused)
    else:
        error = _("A rating is a whole number from 0 to 100.")
    if request.headers.get("Accept") == "application/json":
        if error:
            return JsonResponse({"error": error}, status=HTTPStatus.CONFLICT)
        return JsonResponse({"percent": form.cleaned_data["percent"], "saved_at": timezone.now().isoformat()})
    if error:
        messages.error(request, error)
    return redirect("assessments:judge_item", judge.panel.public_id, position)


def _next(places: list[Place], judge: Judge, *, after: int) -> int | None:
    """The next item to be rated; in the second round the next that is to be talked about; None at the end."""
    is_second = judge.panel.open_round == 2
    left = [one.position for one in places if (one.is_wide and not one.is_changed if is_second else not one.is_rated)]
    return next((one for one in left if one > after), next((one for one in left if one != after), None))
