"""Lists of banks and of their items; they never read a key."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lms.base.desk import desk_context
from lms.people.access import access, person

from ..forms.desk import NarrowItemsForm
from ..forms.surroundings import CapExposureForm
from ..models import Cognitive, ItemBank
from ..permissions import may_review, may_write
from ..selectors.authoring.banks import bank_rows, coverage_of, item_heads, narrowed, waiting_for_second_person
from ..selectors.authoring.regrades import regrades_of
from ..selectors.authoring.surroundings import expiring_sources, worn_items
from ..selectors.markers import shortage_of
from ..selectors.placements import BANK as PLACEMENT_BANK
from ..selectors.text_marks import texts_waiting_for
from .crumbs import to_banks
from .doors import authors_and_reviewers

ITEMS_A_PAGE = 50
WAITING_SHOWN = 20
REGRADES_SHOWN = 20
ICON = "list-ul"


@authors_and_reviewers
@require_safe
def bank_list(request: HttpRequest) -> HttpResponse:
    user, today = person(request), timezone.localdate()
    context = {
        **desk_context([], title=_("Item banks"), icon=ICON),
        "banks": bank_rows(user, today),
        "waiting": waiting_for_second_person(user)[:WAITING_SHOWN],
    }
    return render(request, "assessments/desk/banks.html", context)


@authors_and_reviewers
@require_safe
def bank(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The items, and whether the examinations drawn from the bank find enough of them."""
    user, today = person(request), timezone.localdate()
    found = access(user, ItemBank, public_id=public_id)
    form = NarrowItemsForm(request.GET)
    items = narrowed(item_heads(found), form.to_filter(), today=today)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        **desk_context(to_banks(), title=_title(found), icon=ICON),
        "bank": found,
        "form": form,
        "page": Paginator(items, ITEMS_A_PAGE).get_page(request.GET.get("page")),
        "query": query.urlencode(),
        "coverage": coverage_of(found),
        "regrades": regrades_of(found)[:REGRADES_SHOWN],
        "cognitive_levels": Cognitive.labels,
        "may_write": may_write(user, found),
        "shortage": shortage_of(found),
        "texts_waiting": len(texts_waiting_for(user, found)),
        "has_placements": found.code == PLACEMENT_BANK and may_review(user, found),
        "today": today,
        "worn": worn_items(found),
        "expiring": expiring_sources(found, today),
        "cap_form": CapExposureForm(initial={"exposure_cap": found.exposure_cap}) if may_review(user, found) else None,
    }
    return render(request, "assessments/desk/bank.html", context)


def _title(bank: ItemBank) -> str:
    """Code and name, unless a bank is called by its code."""
    name = str(bank.name)
    return name if name.startswith(bank.code) else f"{bank.code} {name}".strip()
