"""A line manager rates what people of theirs were seen to do."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lms.people.access import gate, person
from lms.people.models import Role
from lms.people.selectors.requirements import requirements_of

from ...evidence_permissions import people_to_rate
from ...forms.entries.others import ChooseCompetencyForm, RatePersonForm
from ...models import EvidenceEntry
from ...selectors.entries.ratings import ratings_given
from ...services.entries.refusal import EntryRefused
from ...services.entries.supervisors import rate_person as rate
from .competency import competency_card

PEOPLE_A_PAGE, GIVEN_SHOWN = 30, 50


@gate(Role.LINE_MANAGER)
@require_safe
def ratings(request: HttpRequest) -> HttpResponse:
    user, query = person(request), request.GET.get("q", "").strip()
    people = people_to_rate(user).order_by("name", "pk")
    if query:
        people = people.filter(Q(name__icontains=query) | Q(employee_number__iexact=query) | Q(email__iexact=query))
    context = {
        "page": Paginator(people, PEOPLE_A_PAGE).get_page(request.GET.get("page")),
        "q": query,
        "query": urlencode({"q": query}) if query else "",
        "given": ratings_given(user)[:GIVEN_SHOWN],
    }
    return render(request, "assessments/evidence/ratings.html", context)


@gate(Role.LINE_MANAGER)
@require_safe
def choose_competency(request: HttpRequest, public_id: UUID) -> HttpResponse:
    learner = get_object_or_404(people_to_rate(person(request)), public_id=public_id)
    needed = frozenset(requirements_of(learner, timezone.localdate()))
    form = ChooseCompetencyForm(request.GET or None, needed=needed)
    if request.GET and form.is_valid():
        return redirect("assessments:rate_person", public_id, form.cleaned_data["competency"])
    return render(request, "assessments/evidence/choose_competency.html", {"form": form, "learner": learner})


@gate(Role.LINE_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def rate_person(request: HttpRequest, public_id: UUID, code: str) -> HttpResponse:
    user = person(request)
    learner = get_object_or_404(people_to_rate(user), public_id=public_id)
    card = competency_card(code)
    form = RatePersonForm(request.POST or None, request.FILES or None, code=code)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        files = facts.pop("pieces")
        try:
            made = rate(learner=learner, competency_id=card.pk, files=files, by=user, at=timezone.now(), **facts)
        except EntryRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Recorded. It counts at once, and the person is told."))
            return redirect("assessments:entry", made.public_id)
    former = EvidenceEntry.objects.filter(
        kind=EvidenceEntry.Kind.SUPERVISOR,
        status=EvidenceEntry.Status.IN_FORCE,
        learner=learner,
        competency_id=card.pk,
        entered_by=user,
    ).first()
    context = {"form": form, "learner": learner, "card": card, "former": former}
    return render(request, "assessments/evidence/rate_person.html", context)
