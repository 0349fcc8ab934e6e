"""From the panel's cut to one in force: looked at with its consequences, proposed, signed by a second person."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lms.base.desk import desk_context
from lms.people.access import access, person

from ...forms.standard_setting.signing import DecideForm, ProposeForm, first_proposal
from ...models import CutProposal, Panel
from ...panel_permissions import leads
from ...selectors.standard_setting.breach_words import breach_words
from ...selectors.standard_setting.preview import breaches_of, consequences_of, proposed_cut
from ...selectors.standard_setting.results import PanelResult, panel_result
from ...services.standard_setting.refusal import PanelRefused
from ...services.standard_setting.sign_off import propose, send_back, sign
from ..doors import authors_and_reviewers
from .crumbs import ICON, to_panel


@authors_and_reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def propose_cut(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Each look shows what the cut would have meant; only the button that says so proposes it."""
    user = person(request)
    found = access(user, Panel, public_id=public_id)
    result = panel_result(found)
    if not leads(user, found) or found.status != Panel.Status.CLOSED or result is None:
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    form = ProposeForm(asked or first_proposal(timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        try:
            propose(
                panel=found,
                effective_from=form.cleaned_data["effective_from"],
                shift=form.shift_share,
                reason=form.cleaned_data["reason"],
                actor=user,
                at=timezone.now(),
            )
        except PanelRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Proposed. It takes effect once a second person has signed it."))
            return redirect("cut_scores:panel", public_id)
    context = {
        **desk_context(to_panel(found), title=_("Propose the cut score"), icon=ICON),
        "panel": found,
        "result": result,
        "form": form,
        **_preview(found, result, form),
    }
    return render(request, "assessments/desk/cut_scores/propose.html", context)


@authors_and_reviewers
@require_POST
def decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    user = person(request)
    found = access(user, Panel, public_id=public_id)
    form = DecideForm(request.POST)
    waiting = found.proposals.filter(decision=CutProposal.Decision.WAITING).first()
    if not form.is_valid() or waiting is None:
        raise Http404
    comment = form.cleaned_data["comment"]
    try:
        if form.cleaned_data["decision"] == "sign":
            sign(proposal=waiting, actor=user, at=timezone.now())
            messages.success(request, _("Signed. Sittings that begin on that day or later meet the new cut."))
        else:
            send_back(proposal=waiting, comment=comment, actor=user, at=timezone.now())
            messages.success(request, _("Returned to the convener with your comment."))
    except PanelRefused as refused:
        messages.error(request, str(refused))
    return redirect("cut_scores:panel", public_id)


def _preview(panel: Panel, result: PanelResult, form: ProposeForm) -> dict[str, object]:
    """On the day asked for; on today while no day is."""
    form.is_valid()
    on = form.cleaned_data.get("effective_from") or timezone.localdate()
    has_reason = bool(str(form.cleaned_data.get("reason", "")).strip())
    cut = proposed_cut(panel, result, shift=form.shift_share, has_reason=has_reason)
    sittings, lines = consequences_of(panel.examination, {panel.level: cut.share}, on)
    return {
        "cut_percent": 100 * cut.share,
        "breaches": [breach_words(one) for one in breaches_of(panel.examination, cut, on)],
        "sittings": sittings,
        "consequences": lines,
    }
