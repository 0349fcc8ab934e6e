"""Role profiles at the desk: whoever changes or withdraws one sees first whom it touches."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.base.desk import Crumb, desk_context
from lms.competencies.models import Post
from lms.competencies.selectors.framework import competencies
from lms.people.access import person

from ..forms.role_profile import ChooseDayForm, SetRoleProfileForm
from ..selectors.role_profiles import (
    ProfileLine,
    changes_between,
    demands_before,
    demands_of,
    holders_by_unit,
    profile_lines,
)
from ..services.role_profiles import Demand, set_profile, withdraw_profile
from .keepers import keepers_of_the_curriculum

ICON = "group"


@keepers_of_the_curriculum
@require_safe
def profiles(request: HttpRequest) -> HttpResponse:
    posts = Post.objects.prefetch_related("profiles")
    context = desk_context([], title=_("Role profiles"), icon=ICON)
    return render(request, "courses/desk/role_profiles.html", {**context, "posts": posts})


@keepers_of_the_curriculum
@require_safe
def post(request: HttpRequest, code: str) -> HttpResponse:
    """All profiles of one post, and the day from which to change it."""
    found = get_object_or_404(Post, code=code)
    today = timezone.localdate()
    form = ChooseDayForm(request.GET if "effective_from" in request.GET else None, today=today)
    if form.is_valid():
        day = form.cleaned_data["effective_from"]
        return redirect("role_profile_change", code, day.isoformat())
    context = desk_context(_to_profiles(), title=str(found), icon=ICON)
    context |= {"post": found, "lines": profile_lines(found, today), "form": form}
    return render(request, "courses/desk/role_profile_post.html", context)


@keepers_of_the_curriculum
@require_safe
def profile(request: HttpRequest, code: str, day: date) -> HttpResponse:
    """One profile, what it changed, and whom its withdrawal would touch."""
    found, line = _found(code, day)
    held = demands_of(found, day)
    context = desk_context(_to_post(found), title=_day_in_words(day), icon=ICON)
    demands = [(card, held[one]) for one, card in competencies().items() if one in held]
    shown = {"post": found, "line": line, "demands": demands, **_effect(found, demands_before(found, day), held)}
    return render(request, "courses/desk/role_profile.html", {**context, **shown})


@keepers_of_the_curriculum
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str, day: date) -> HttpResponse:
    """First the sheet as it stands on that day, then what the change touches, then the deed."""
    found = get_object_or_404(Post, code=code)
    today = timezone.localdate()
    if day < today:
        raise Http404
    held = demands_of(found, day)
    form = SetRoleProfileForm(request.POST or None, cards=competencies().values(), demands=held)
    title = _("In force from %(day)s") % {"day": _day_in_words(day)}
    context: dict[str, Any] = {
        **desk_context(_to_post(found), title=title, icon=ICON),
        "post": found,
        "form": form,
        "later": [line for line in profile_lines(found, today) if line.effective_from > day],
    }
    if request.method != "POST" or not form.is_valid() or "back" in request.POST:
        return render(request, "courses/desk/role_profile_sheet.html", context)
    wanted = form.demands()
    if "confirm" not in request.POST:
        return render(request, "courses/desk/role_profile_preview.html", context | _effect(found, held, wanted))
    set_profile(post=found, effective_from=day, demands=wanted, today=today, actor=person(request))
    messages.success(request, _("The profile is saved and comes into force on its date."))
    return redirect("role_profile_post", code)


@keepers_of_the_curriculum
@require_POST
def withdraw(request: HttpRequest, code: str, day: date) -> HttpResponse:
    found, line = _found(code, day)
    if not line.can_be_withdrawn:
        raise Http404
    withdraw_profile(post=found, effective_from=day, today=timezone.localdate(), actor=person(request))
    messages.success(request, _("The profile is withdrawn; the one before it stays in force."))
    return redirect("role_profile_post", code)


def _found(code: str, day: date) -> tuple[Post, ProfileLine]:
    found = get_object_or_404(Post, code=code)
    line = next((line for line in profile_lines(found, timezone.localdate()) if line.effective_from == day), None)
    if line is None:
        raise Http404
    return found, line


def _effect(found: Post, before: dict[str, Demand], after: dict[str, Demand]) -> dict[str, Any]:
    cards = competencies()
    touched = holders_by_unit(found)
    return {
        "changes": [(cards[one], *demands) for one, demands in changes_between(before, after).items() if one in cards],
        "touched": touched,
        "touched_count": sum(one.count for one in touched),
    }


def _day_in_words(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def _to_profiles() -> list[Crumb]:
    return [{"url": reverse("role_profiles"), "label": _("Role profiles")}]


def _to_post(found: Post) -> list[Crumb]:
    return [*_to_profiles(), {"url": reverse("role_profile_post", args=[found.code]), "label": str(found)}]
