"""Two forms looked at: what points of one would be as points of the other. A look writes nothing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lms.base.desk import desk_context
from lms.people.access import access, person

from ..equating_permissions import may_propose_equating, refusal_of_pair
from ..forms.equating import ProposeEquatingForm, first_day
from ..models import Equating, Examination, TestForm
from ..selectors.equating.effects import touched_by
from ..selectors.equating.pairs import COMPARED
from ..selectors.equating.words import lack_words, obstacle_words
from ..selectors.equating.working_out import work_out
from ..services.equating.proposing import propose_equating
from ..services.equating.refusal import EquatingRefused
from .banks import ICON
from .crumbs import to_equatings
from .doors import authors_and_reviewers


@authors_and_reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, code: str, number: int, reference: int) -> HttpResponse:
    """Each look works it out from the answers of the moment; only the button that says so proposes it."""
    user, examination = person(request), access(request.user, Examination, code=code)
    form, other = _form(examination, number), _form(examination, reference)
    if form.pk == other.pk or (request.method == "POST" and not may_propose_equating(user, examination.bank)):
        raise Http404
    day = ProposeEquatingForm(request.POST or request.GET or first_day(timezone.localdate()))
    if request.method == "POST" and day.is_valid():
        try:
            made = propose_equating(
                form=form,
                reference=other,
                effective_from=day.cleaned_data["effective_from"],
                actor=user,
                at=timezone.now(),
            )
        except EquatingRefused as refused:
            day.add_error(None, str(refused))
        else:
            messages.success(request, _("Proposed. Nothing changes before a second person has put it in force."))
            return redirect("authoring:equating", code, made.number)
    title = _("%(form)s as %(reference)s") % {"form": form.code, "reference": other.code}
    context = {
        **desk_context(to_equatings(examination), title=title, icon=ICON),
        "examination": examination,
        "test_form": form,
        "reference": other,
        "refusal": refusal_of_pair(form, other),
        "day": day,
        **_figures(form, other, day),
    }
    return render(request, "assessments/desk/equate.html", context)


def _figures(form: TestForm, reference: TestForm, day: ProposeEquatingForm) -> dict[str, object]:
    """By the cut score of the day asked for; of today while no day is."""
    day.is_valid()
    on = day.cleaned_data.get("effective_from") or timezone.localdate()
    found = work_out(form, reference)
    equated = found.equated
    return {
        "found": found,
        "lacks": [lack_words(one) for one in found.lacks],
        "obstacle": obstacle_words(found.obstacle) if found.obstacle else "",
        "method": Equating.Method(equated.method.value).label if equated else "",
        "dropped": len(found.pair.anchors) - len(equated.kept) if equated else 0,
        "touched": touched_by(form, equated.conversion, equated.errors, on) if equated else None,
    }


def _form(examination: Examination, number: int) -> TestForm:
    found = get_object_or_404(TestForm, examination=examination, number=number, status__in=COMPARED)
    found.examination = examination
    return found
