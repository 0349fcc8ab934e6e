"""Assembling forms: shown first, then kept as drafts."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lms.base.desk import desk_context
from lms.people.access import access, person

from ..domain.assembly.sheet import overlaps, sheet_of
from ..forms.assembly import AssembleForm
from ..models import Examination
from ..selectors.assembly import Proposal, Wish, propose_forms, recipe_of
from ..selectors.authoring.surroundings import item_codes
from ..services.authoring.items import AuthoringRefused
from ..services.test_forms import keep_forms
from .banks import ICON
from .breach_words import in_words
from .crumbs import to_examination
from .doors import authors_and_reviewers
from .plans import seal_plan, unseal_plan

SHOWN_ABILITIES = (-2.0, -1.0, 0.0, 1.0, 2.0)


@authors_and_reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def assemble(request: HttpRequest, code: str) -> HttpResponse:
    """A POST with wishes shows what would be made; one with a sealed plan keeps exactly that."""
    found = access(request.user, Examination, code=code)
    if request.method == "POST" and "plan" in request.POST:
        return _keep(request, found)
    form = AssembleForm(request.POST if request.method == "POST" else None, examination=found)
    context = {
        **desk_context(to_examination(found), title=_("Assemble forms"), icon=ICON),
        "examination": found,
        "form": form,
        "abilities": SHOWN_ABILITIES,
        "trial_items": found.trial_items,
    }
    if form.is_bound and form.is_valid():
        wish = form.to_wish()
        recipe = recipe_of(found, wish)
        if recipe is None or not recipe.length:
            form.add_error(None, _("The examination needs a blueprint and a cut score in force."))
        else:
            context |= _preview(found, propose_forms(found, recipe), wish)
    return render(request, "assessments/desk/assemble.html", context)


def _keep(request: HttpRequest, examination: Examination) -> HttpResponse:
    try:
        plan = unseal_plan(request.POST["plan"], examination)
        kept = keep_forms(examination=examination, plan=plan, actor=person(request), at=timezone.now())
    except signing.BadSignature:
        messages.error(request, _("The preview is too old. Please assemble again."))
        return redirect("authoring:assemble", examination.code)
    except AuthoringRefused as refused:
        messages.error(request, str(refused))
        return redirect("authoring:assemble", examination.code)
    messages.success(request, _("Kept as drafts: %(count)d. A second person approves them.") % {"count": len(kept)})
    return redirect("authoring:examination", examination.code)


def _preview(examination: Examination, proposal: Proposal, wish: Wish) -> dict[str, Any]:
    assembly, recipe = proposal.assembly, proposal.recipe
    sheets = [sheet_of(form, recipe.cut) for form in assembly.forms]
    return {
        "assembly": assembly,
        "is_undecided": not assembly.forms and not assembly.breaches,
        "breaches": in_words(assembly.breaches, item_codes(examination.bank)),
        "target": recipe.target,
        "sheets": [(sheet, 100 * sheet.chance, _percents(sheet.curve)) for sheet in sheets],
        "overlap": overlaps([frozenset(entry.item_id for entry in form) for form in assembly.forms]),
        "earlier": _shared_with_earlier(proposal),
        "anchors": recipe.anchors,
        "gap_percent": None if assembly.gap is None else 100 * assembly.gap,
        "plan": "" if assembly.breaches or not assembly.forms else seal_plan(examination, proposal, wish),
    }


def _percents(curve: tuple[tuple[float, float], ...]) -> list[int]:
    return [round(100 * share) for ability, share in curve if ability in SHOWN_ABILITIES]


def _shared_with_earlier(proposal: Proposal) -> list[tuple[str, list[int]]]:
    """(earlier form, items in common with each new one)."""
    forms = [frozenset(entry.item_id for entry in form) for form in proposal.assembly.forms]
    return [(one.label, [len(one.item_ids & form) for form in forms]) for one in proposal.recipe.earlier if forms]
