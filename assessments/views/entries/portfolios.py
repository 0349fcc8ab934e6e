"""Portfolios in the eyes of their raters: files open to who took the work, the ratings of others to nobody."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lms.people.access import gate, person

from ...domain.portfolio_raters import TIME_TO_RATE
from ...evidence_permissions import RATING_ROLES, portfolios_for
from ...forms.entries.others import RatePortfolioForm
from ...models import EvidenceEntry
from ...selectors.entries.anchors import anchors_of
from ...selectors.entries.queues import portfolios_rated, portfolios_to_rate, waits_for_a_third
from ...services.entries.portfolios import give_back_portfolio, rate_portfolio, take_portfolio
from ...services.entries.refusal import EntryRefused
from .unsent import drop_words, keep_words, kept_words

RATED_SHOWN = 50


@gate(*RATING_ROLES)
@require_safe
def portfolios(request: HttpRequest) -> HttpResponse:
    user = person(request)
    context = {"waiting": portfolios_to_rate(user, timezone.now()), "rated": portfolios_rated(user)[:RATED_SHOWN]}
    return render(request, "assessments/evidence/portfolios.html", context)


@gate(*RATING_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def portfolio(request: HttpRequest, public_id: UUID) -> HttpResponse:
    user = person(request)
    waiting = portfolios_for(user).filter(status=EvidenceEntry.Status.WAITING)
    found = get_object_or_404(waiting.select_related("learner", "competency"), public_id=public_id)
    own = found.ratings.filter(rater=user).first()
    if own is not None and own.rated_at is not None:
        return redirect("assessments:portfolios")
    code = found.competency.code if found.competency else ""
    act = request.POST.get("act", "")
    form = RatePortfolioForm(
        request.POST if act == "rate" else None, code=code, initial=kept_words(request, found.public_id)
    )
    if request.method == "POST" and (act != "rate" or form.is_valid()):
        return _act(request, found, form)
    context = {
        "entry": found,
        "own": own,
        "give_up_on": own.taken_at + TIME_TO_RATE if own else None,
        "settles": waits_for_a_third(found),
        "artefacts": found.artefacts.defer("data") if own else [],
        "anchors": anchors_of(code),
        "form": form if own else None,
    }
    return render(request, "assessments/evidence/portfolio.html", context)


def _act(request: HttpRequest, found: EvidenceEntry, form: RatePortfolioForm) -> HttpResponse:
    user, now, act = person(request), timezone.now(), request.POST.get("act", "")
    try:
        if act == "take":
            take_portfolio(entry=found, by=user, at=now)
            return redirect("assessments:portfolio", found.public_id)
        if act == "give_back":
            give_back_portfolio(entry=found, by=user)
            messages.success(request, _("Given back. Somebody else can take it."))
            _say_what_is_kept(request, found)
        elif act == "rate":
            rated = rate_portfolio(entry=found, by=user, at=now, **form.cleaned_data)
            drop_words(request, found.public_id)
            messages.success(request, _("Your rating is recorded."))
            if waits_for_a_third(rated):
                messages.info(request, _("It lies more than one level from the other one: a third rater settles it."))
        else:
            raise Http404
    except EntryRefused as refused:
        messages.error(request, str(refused))
        _say_what_is_kept(request, found)
    return redirect("assessments:portfolios")


def _say_what_is_kept(request: HttpRequest, found: EvidenceEntry) -> None:
    if keep_words(request, found.public_id):
        messages.info(request, _("Your words are kept until you sign out, in case you take this portfolio again."))
