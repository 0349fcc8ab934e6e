"""What is said about one's own sitting, the answer to it, the decision, and the appeal."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lms.people.access import access, signed_in

from ..forms.conduct import AnswerForm, AppealForm
from ..models import ConductCase
from ..selectors.conduct.words import facts_in_words
from ..services.conduct.cases import TIME_TO_APPEAL, answer_case, appeal, may_answer, may_appeal
from ..services.conduct.refusal import ConductRefused


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def conduct_case(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found, now = access(request.user, ConductCase, public_id=public_id), timezone.now()
    form = _form(found, request)
    if request.method == "POST":
        if form is None:
            messages.error(request, _("This case takes no answer any more."))
            return redirect("assessments:conduct_case", public_id)
        if form.is_valid():
            act = answer_case if may_answer(found) else appeal
            try:
                act(case=found, text=form.cleaned_data["text"], at=now)
                messages.success(request, _("Received. You will be told by mail when there is a decision."))
            except ConductRefused as refused:
                messages.error(request, str(refused))
            return redirect("assessments:conduct_case", public_id)
    context = {
        "case": found,
        "facts": facts_in_words(found.facts),
        "is_undecided": found.decided_at is None,
        "appeal_until": found.decided_at + TIME_TO_APPEAL if found.decided_at else None,
        "may_answer": may_answer(found),
        "form": form,
    }
    return render(request, "assessments/conduct.html", context)


def _form(found: ConductCase, request: HttpRequest) -> AnswerForm | AppealForm | None:
    posted = request.POST if request.method == "POST" else None
    if may_answer(found):
        return AnswerForm(posted)
    return AppealForm(posted) if may_appeal(found, timezone.now()) else None
