"""One test form: its items without keys, its figures, its next step."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from lms.base.desk import desk_context
from lms.people.access import access, person

from ..domain.assembly.breaches import form_breaches
from ..form_moves import FormStep, open_form_steps
from ..forms.assembly import MoveTestFormForm
from ..models import Examination, TestForm
from ..selectors.assembly import entries_of_versions, recipe_of
from ..selectors.authoring.surroundings import item_codes
from ..selectors.authoring.test_forms import form_items
from ..services.authoring.items import AuthoringRefused
from ..services.test_forms import move_form, wish_of
from .assembling import SHOWN_ABILITIES
from .banks import ICON
from .breach_words import in_words
from .crumbs import to_examination
from .doors import authors_and_reviewers

BUTTONS = {
    FormStep.APPROVED: gettext_lazy("Approve"),
    FormStep.USED: gettext_lazy("Put into use"),
    FormStep.RESTED: gettext_lazy("Set to rest"),
    FormStep.RETIRED: gettext_lazy("Retire"),
}


DONE = {
    FormStep.APPROVED: gettext_lazy("Approved. It can be put into use now."),
    FormStep.USED: gettext_lazy("In use: the next candidates may get it."),
    FormStep.RESTED: gettext_lazy("Set to rest: nobody new gets it."),
    FormStep.RETIRED: gettext_lazy("Retired for good."),
}


@authors_and_reviewers
@require_safe
def test_form(request: HttpRequest, code: str, number: int) -> HttpResponse:
    found = _form(request, code, number)
    recipe = recipe_of(found.examination, wish_of(found), but=found)
    places = list(form_items(found))
    entries = entries_of_versions(place.version_id for place in places if place.is_scored)
    breaches = list(form_breaches(list(entries.values()), recipe, found.number)) if recipe else []
    curve = dict(map(tuple, found.report["curve"]))
    context = {
        **desk_context(to_examination(found.examination), title=_("Form %(code)s") % {"code": found.code}, icon=ICON),
        "test_form": found,
        "places": places,
        "breaches": in_words(breaches, item_codes(found.examination.bank)),
        "gone": [place for place in places if place.is_scored and place.version.status != "live"],
        "abilities": SHOWN_ABILITIES,
        "curve": [round(100 * curve[ability]) for ability in SHOWN_ABILITIES],
        "chance_percent": 100 * found.report["chance"],
        "attempts": found.attempts.count(),
        "buttons": [(step.value, BUTTONS[step]) for step in open_form_steps(person(request), found)],
    }
    return render(request, "assessments/desk/test_form.html", context)


@authors_and_reviewers
@require_POST
def take_step(request: HttpRequest, code: str, number: int) -> HttpResponse:
    found, form = _form(request, code, number), MoveTestFormForm(request.POST)
    if not form.is_valid():
        raise Http404
    step = FormStep(form.cleaned_data["step"])
    try:
        move_form(form=found, step=step, actor=person(request), at=timezone.now())
    except AuthoringRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, str(DONE[step]))
    return redirect("authoring:test_form", code, number)


def _form(request: HttpRequest, code: str, number: int) -> TestForm:
    examination = access(request.user, Examination, code=code)
    forms = TestForm.objects.select_related("examination__bank__unit", "made_by", "approved_by")
    return get_object_or_404(forms, examination=examination, number=number)
