"""Changing a blueprint: checked against the bank, proposed by one person, decided by another."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lms.base.desk import desk_context
from lms.people.access import access, person
from lms.people.models import User

from ..forms.blueprint import EditBlueprintForm
from ..models import Cognitive, Examination, TestForm
from ..permissions import may_write
from ..selectors.authoring.blueprints import grid_of, mix_in_force, stock_of
from ..services.authoring.items import AuthoringRefused
from ..services.blueprints import decide_blueprint, propose_blueprint
from .banks import ICON
from .crumbs import to_examination
from .doors import authors_and_reviewers, authors_only


@authors_only
@require_http_methods(["GET", "HEAD", "POST"])
def blueprint(request: HttpRequest, code: str) -> HttpResponse:
    """The grid as a form; `check` shows what the bank would lack and keeps nothing, `propose` asks a second person."""
    user, found = person(request), access(request.user, Examination, code=code)
    if not may_write(user, found.bank):
        raise Http404
    stock = stock_of(found.bank)
    grid = grid_of(mix_in_force(found), stock)
    initial = {"trial_items": found.trial_items}
    form = EditBlueprintForm(request.POST if request.method == "POST" else None, grid=grid, initial=initial)
    if form.is_bound and form.is_valid():
        grid = grid_of(form.to_mix(), {**stock, **{(one.competency, one.cognitive): one.live for one in form.cells}})
        if "propose" in request.POST and _propose(form, found, user):
            messages.success(request, _("Proposed. It holds for new attempts once a reviewer has put it in force."))
            return redirect("authoring:examination", code)
    context = {
        **desk_context(to_examination(found), title=_("Blueprint"), icon=ICON),
        "examination": found,
        "form": form,
        "lines": form.lines(grid),
        "total": sum(cell.count for row in grid for cell in row.cells),
        "missing": sum(cell.missing for row in grid for cell in row.cells),
        "is_checked": form.is_bound and not form.errors,
        "cognitive_levels": Cognitive.labels,
        "in_use": found.forms.filter(status=TestForm.Status.IN_USE).count(),
    }
    return render(request, "assessments/desk/blueprint.html", context)


def _propose(form: EditBlueprintForm, examination: Examination, author: User) -> bool:
    try:
        propose_blueprint(
            examination=examination,
            mix=form.to_mix(),
            trial_items=form.cleaned_data["trial_items"],
            actor=author,
            at=timezone.now(),
        )
    except AuthoringRefused as refused:
        form.add_error(None, str(refused))
        return False
    return True


@authors_and_reviewers
@require_POST
def decide(request: HttpRequest, code: str, number: int) -> HttpResponse:
    found = access(request.user, Examination, code=code)
    version = get_object_or_404(found.blueprint_versions.select_related("examination__bank__unit"), number=number)
    is_accepted = "accept" in request.POST
    try:
        decide_blueprint(version=version, is_accepted=is_accepted, actor=person(request), at=timezone.now())
    except AuthoringRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("In force for new attempts.") if is_accepted else _("The change is dropped."))
    return redirect("authoring:examination", code)
