"""What administrators look up: the certificates of the people in their units."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lms.people.access import gate, visible
from lms.people.models import Role

from ..domain.credential import read_id
from ..forms import SearchIssuedForm
from ..models import Credential, RevocationRequest
from ..selectors.credentials import card_of

ROWS = 25
WAITING = RevocationRequest.objects.filter(status=RevocationRequest.Status.WAITING)


@gate(Role.ADMINISTRATOR)
@require_safe
def issued(request: HttpRequest) -> HttpResponse:
    form = SearchIssuedForm(request.GET or None)
    wanted = form.cleaned_data["wanted"].strip() if form.is_valid() else ""
    page = Paginator(_rows(request, wanted), ROWS).get_page(request.GET.get("page"))
    today = timezone.localdate()
    cards = [(row, card_of(row, today)) for row in page.object_list]
    query = urlencode({"wanted": wanted}) if wanted else ""
    return render(request, "certificates/issued.html", {"form": form, "page": page, "cards": cards, "query": query})


def _rows(request: HttpRequest, wanted: str) -> QuerySet[Credential]:
    rows = visible(request.user, Credential).select_related("achievement", "revocation__request", "learner")
    if wanted:
        of_holder = Q(holder_name__icontains=wanted) | Q(learner__employee_number__iexact=wanted)
        rows = rows.filter(of_holder | Q(learner__email__iexact=wanted) | Q(public_id=read_id(wanted) or ""))
    waiting = Prefetch("revocation_requests", queryset=WAITING.all(), to_attr="waiting_requests")
    return rows.prefetch_related(waiting).order_by("-issued_at", "-pk")
