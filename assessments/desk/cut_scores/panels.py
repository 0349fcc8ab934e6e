"""The convener's board: who sits, who has rated how much, where the judges differ, what comes next."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.base.desk import desk_context
from lms.people.access import access, person
from lms.people.models import User

from ...domain.standard_setting.requirements import FEWEST_JUDGES
from ...forms.standard_setting.convening import TEXT_LANGUAGES, DescribeForm
from ...forms.standard_setting.people import AppointForm
from ...forms.standard_setting.signing import DecideForm
from ...models import CutProposal, Panel
from ...panel_permissions import leads, may_sign
from ...selectors.standard_setting.figures import item_figures
from ...selectors.standard_setting.panels import known_people
from ...selectors.standard_setting.preview import consequences_of
from ...selectors.standard_setting.progress import progress_of
from ...selectors.standard_setting.results import panel_result
from ...services.standard_setting.panels import describe
from ...services.standard_setting.refusal import PanelRefused
from ...services.standard_setting.rounds import MOVES, move_panel
from ..doors import authors_and_reviewers
from .crumbs import ICON, to_examination, to_panel
from .judges import led_panel

Status = Panel.Status

# In the order in which the buttons stand.
STEPS: Mapping[Status, Promise] = {
    Status.ROUND_1: gettext_lazy("Open the first round"),
    Status.DISCUSSION: gettext_lazy("Close the first round and discuss"),
    Status.ROUND_2: gettext_lazy("Open the second round"),
    Status.CLOSED: gettext_lazy("Close the panel"),
    Status.DISCARDED: gettext_lazy("Discard the panel"),
}


@authors_and_reviewers
@require_safe
def panel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    user = person(request)
    found = access(user, Panel, public_id=public_id)
    is_leader = leads(user, found)
    figures = item_figures(found)
    context = {
        **desk_context(to_examination(found.examination), title=_title(found), icon=ICON),
        "panel": found,
        "borderline": [(code, found.borderline[code]) for code in TEXT_LANGUAGES if found.borderline.get(code)],
        "progress": progress_of(found),
        "item_count": found.items.count(),
        "fewest_judges": FEWEST_JUDGES,
        "figures": figures,
        "to_discuss": sorted((one for one in figures if one.is_wide), key=lambda one: -one.spread),
        "result": panel_result(found),
        "leads": is_leader,
        "steps": [(step, words) for step, words in STEPS.items() if is_leader and found.status in MOVES[step]],
        "appoint_form": AppointForm() if is_leader and found.status == Status.PREPARING else None,
        "known_people": known_people(found) if is_leader and found.status == Status.PREPARING else [],
        "judge_url": request.build_absolute_uri("/panels/"),
        **_proposals(found, user),
    }
    return render(request, "assessments/desk/cut_scores/panel.html", context)


@authors_and_reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def describe_borderline(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = led_panel(request, public_id)
    held = {f"borderline_{code.replace('-', '_')}": found.borderline.get(code, "") for code in TEXT_LANGUAGES}
    form = DescribeForm(request.POST if request.method == "POST" else None, initial=held)
    if request.method == "POST" and form.is_valid():
        try:
            describe(panel=found, borderline=form.to_texts(), actor=person(request))
        except PanelRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("cut_scores:panel", public_id)
    context = {**desk_context(to_panel(found), title=_("The borderline person"), icon=ICON), "form": form}
    return render(request, "assessments/desk/cut_scores/convene.html", context)


@authors_and_reviewers
@require_POST
def move(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = led_panel(request, public_id)
    wanted = request.POST.get("to", "")
    if wanted not in STEPS:
        raise Http404
    try:
        move_panel(panel=found, to=Status(wanted), actor=person(request), at=timezone.now())
    except PanelRefused as refused:
        messages.error(request, str(refused))
    return redirect("cut_scores:panel", public_id)


def _title(panel: Panel) -> str:
    words = {"code": panel.examination.code, "level": panel.level}
    return _("Panel on %(code)s, level %(level)s") % words


def _proposals(panel: Panel, user: User) -> dict[str, object]:
    proposals = list(panel.proposals.select_related("proposed_by", "decided_by"))
    waiting = next((one for one in proposals if one.decision == CutProposal.Decision.WAITING), None)
    if waiting is None:
        return {"proposals": proposals}
    waiting.panel = panel
    sittings, lines = consequences_of(panel.examination, {panel.level: waiting.share}, waiting.effective_from)
    return {
        "proposals": proposals,
        "waiting": waiting,
        "sittings": sittings,
        "consequences": lines,
        "may_sign": may_sign(user, waiting),
        "decide_form": DecideForm(),
    }
