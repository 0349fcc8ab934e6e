"""Why each item of a placement came, for the reviewers of the bank: by number, without the person's name."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lms.base.audit import record
from lms.base.desk import Crumb, desk_context
from lms.people.access import access, person

from ..models import ItemBank
from ..permissions import may_review
from ..selectors.authoring.placements import placements_of, replay_of
from .banks import ICON
from .crumbs import to_bank
from .doors import reviewers_only

PLACEMENTS_A_PAGE = 50


@reviewers_only
@require_safe
def placement_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    bank = _reviewed_bank(request, public_id)
    context = {
        **desk_context(to_bank(bank), title=_("Placement tests"), icon=ICON),
        "bank": bank,
        "page": Paginator(placements_of(bank), PLACEMENTS_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "assessments/desk/placements.html", context)


@reviewers_only
@require_safe
def placement(request: HttpRequest, public_id: UUID, placement_id: UUID) -> HttpResponse:
    """Each look is written down."""
    bank = _reviewed_bank(request, public_id)
    found = get_object_or_404(placements_of(bank), public_id=placement_id)
    record(person(request), "placement.replayed", found)
    context = {
        **desk_context([*to_bank(bank), _to_list(bank)], title=_("Why each item came"), icon=ICON),
        "bank": bank,
        "replay": replay_of(found),
    }
    return render(request, "assessments/desk/placement.html", context)


def _reviewed_bank(request: HttpRequest, public_id: UUID) -> ItemBank:
    """Who writes here and reviews elsewhere meets a 404."""
    user = person(request)
    bank = access(user, ItemBank, public_id=public_id)
    if not may_review(user, bank):
        raise Http404
    return bank


def _to_list(bank: ItemBank) -> Crumb:
    return {"url": reverse("authoring:placements", args=[bank.public_id]), "label": _("Placement tests")}
