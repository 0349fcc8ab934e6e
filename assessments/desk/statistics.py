"""What the answers say of items and examinations. Lists never read a key."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lms.base.desk import Crumb, desk_context
from lms.people.access import access, person

from ..models import Examination, ItemBank
from ..selectors.statistics.bank import Order, bank_statistics
from ..selectors.statistics.examination import examination_report
from ..selectors.statistics.fairness import fairness_of
from ..selectors.statistics.languages import languages_read
from .banks import ICON, ITEMS_A_PAGE
from .crumbs import to_bank, to_examination_statistics, to_statistics
from .doors import authors_and_reviewers


@authors_and_reviewers
@require_safe
def bank_items(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every item with what to do about it; what needs somebody stands first."""
    bank = access(person(request), ItemBank, public_id=public_id)
    asked = request.GET.get("order", "")
    order = Order(asked) if asked in list(Order) else Order.ATTENTION
    languages = languages_read(bank)
    language = request.GET.get("language", "")
    if language not in dict(languages):
        language = ""
    rows = bank_statistics(bank, order, language)
    context = {
        **desk_context(to_bank(bank), title=_("Statistics of the items"), icon=ICON),
        "bank": bank,
        "page": Paginator(rows, ITEMS_A_PAGE).get_page(request.GET.get("page")),
        "query": f"language={language}&order={order}" if language else f"order={order}",
        "languages": languages if len(languages) > 1 else [],
        "language": language,
        "order": order,
        "needing": sum(bool(row.found) for row in rows),
        "examinations": bank.examinations.all(),
    }
    return render(request, "assessments/desk/statistics.html", context)


@authors_and_reviewers
@require_safe
def examination(request: HttpRequest, public_id: UUID, examination: UUID) -> HttpResponse:
    bank, found = _examination(request, public_id, examination)
    context = {
        **desk_context(to_statistics(bank), title=str(found), icon=ICON),
        "bank": bank,
        "report": examination_report(found, timezone.localdate()),
    }
    return render(request, "assessments/desk/examination_statistics.html", context)


@authors_and_reviewers
@require_safe
def groups(request: HttpRequest, public_id: UUID, examination: UUID) -> HttpResponse:
    """Items that treat groups of staff differently."""
    bank, found = _examination(request, public_id, examination)
    trail: list[Crumb] = to_examination_statistics(found)
    context = {
        **desk_context(trail, title=_("Fairness between groups"), icon=ICON),
        "bank": bank,
        "examination": found,
        "audits": fairness_of(found),
    }
    return render(request, "assessments/desk/fairness.html", context)


def _examination(request: HttpRequest, public_id: UUID, examination: UUID) -> tuple[ItemBank, Examination]:
    bank = access(person(request), ItemBank, public_id=public_id)
    return bank, get_object_or_404(bank.examinations.select_related("bank"), public_id=examination)
