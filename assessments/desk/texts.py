"""Short texts waiting for a marker: blind, one after another, each marked once by this person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lms.base.desk import desk_context
from lms.people.access import access, person

from ..forms.marking import MarkTextForm
from ..models import ItemBank
from ..selectors.markers import shortage_of
from ..selectors.text_marks import text_to_mark, texts_waiting_for
from ..services.text_marking import MarkRefused, mark_text
from .banks import ICON
from .crumbs import to_bank
from .doors import authors_and_reviewers


@authors_and_reviewers
@never_cache
@require_safe
def text_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    bank = access(request.user, ItemBank, public_id=public_id)
    context = {
        **desk_context(to_bank(bank), title=_("Texts to mark"), icon=ICON),
        "bank": bank,
        "shortage": shortage_of(bank),
        "waiting": texts_waiting_for(person(request), bank),
    }
    return render(request, "assessments/desk/texts.html", context)


@authors_and_reviewers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: HttpRequest, public_id: UUID, drawn: int) -> HttpResponse:
    """Back to the list where nothing waits for this person: somebody may have been faster."""
    bank, user = access(request.user, ItemBank, public_id=public_id), person(request)
    text = text_to_mark(user, bank, drawn)
    if text is None:
        messages.info(request, _("Nothing waits for you here any more."))
        return redirect("authoring:texts", public_id)
    form = MarkTextForm(request.POST if request.method == "POST" else None, criteria=text.key.criteria)
    if request.method == "POST" and form.is_valid():
        try:
            mark_text(text=text, points=form.points(), marker=user, at=timezone.now())
        except MarkRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Your points are kept. They cannot be changed."))
        return redirect("authoring:texts", public_id)
    context = {
        **desk_context(to_bank(bank), title=_("Mark a text"), icon=ICON),
        "bank": bank,
        "text": text,
        "version": text.drawn.version,
        "form": form,
    }
    return render(request, "assessments/desk/mark_text.html", context)
