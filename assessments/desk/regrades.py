"""A regrade at the desk: proposed with a preview of its effect, decided by a second person who sees the same report."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lms.base.desk import desk_context
from lms.people.access import access, person

from ..domain.regrade_report import Line, Tally, tally, weightiest_first
from ..forms.regrade import DecideRegradeForm, ProposeRegradeForm
from ..models import Item, ItemBank, ItemVersion, Regrade
from ..selectors.authoring.items import keys_of_same_body, version_with_key
from ..selectors.authoring.key_lines import key_in_words
from ..selectors.authoring.regrades import lines_written_by, regrades_of
from ..selectors.dependents import Dependent, dependents_of
from ..services.authoring.content import content_of
from ..services.authoring.items import AuthoringRefused
from ..services.regrade_plan import fingerprint_of, plan_of
from ..services.regrade_rights import refusal_to_decide, refusal_to_propose
from ..services.regrading import (
    approve_regrade,
    decline_regrade,
    draft_regrade,
    propose_regrade,
    take_back_regrade,
)
from .banks import ICON
from .crumbs import to_bank, to_item
from .doors import authors_and_reviewers

LINES_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Before and after, for the page."""

    tally: Tally
    lines: list[Line]  # the first of those whose result changes
    hidden: int  # how many more there are
    evidence: int
    dependents: dict[UUID, list[str]]  # attempt that loses its pass → what rests on it

    @property
    def resting(self) -> list[tuple[Line, list[str]]]:
        return [(line, self.dependents.get(line.public_id, [])) for line in self.lines]


@authors_and_reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, public_id: UUID, number: int, version: int) -> HttpResponse:
    """First the effect, then the proposal; neither changes a result."""
    bank = access(request.user, ItemBank, public_id=public_id)
    item = get_object_or_404(Item.objects.select_related("bank__unit"), bank=bank, number=number)
    shown = version_with_key(item, version)
    if refusal := refusal_to_propose(shown, person(request)):
        messages.error(request, refusal)
        return redirect("authoring:item_version", public_id, number, version)
    posted = request.POST if request.method == "POST" else None
    form = ProposeRegradeForm(posted, version=shown, keys=keys_of_same_body(shown))
    report = None
    if request.method == "POST" and form.is_valid():
        try:
            wish = _wish(request, form, shown)
        except AuthoringRefused as refused:
            form.add_error(None, str(refused))
        else:
            if wish.pk:
                messages.success(request, _("Proposed. A reviewer of this bank decides; until then nothing changes."))
                return redirect("authoring:regrade", public_id, wish.public_id)
            report = _report(plan_of(wish).lines)
    context = {
        **desk_context(to_item(item), title=_("Regrade results"), icon=ICON),
        "form": form,
        "version": shown,
        "report": report,
    }
    return render(request, "assessments/desk/regrade_form.html", context)


@authors_and_reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def regrade(request: HttpRequest, public_id: UUID, regrade_id: UUID) -> HttpResponse:
    """The report: of what would happen as long as it waits, of what happened once it is approved."""
    user, bank = person(request), access(request.user, ItemBank, public_id=public_id)
    found = get_object_or_404(regrades_of(bank).select_related("version__key"), public_id=regrade_id)
    if request.method == "POST":
        return _decide(request, found)
    is_waiting = found.status == Regrade.Status.WAITING
    plan = plan_of(found) if is_waiting else None
    context = {
        **desk_context(to_bank(bank), title=_("Regrade of %(item)s") % {"item": found.version.item}, icon=ICON),
        "bank": bank,
        "regrade": found,
        "new_key": key_in_words(replace(content_of(found.version), right=found.right)) if found.right else "",
        "report": _report(plan.lines if plan else lines_written_by(found)),
        "is_approved": found.status == Regrade.Status.APPROVED,
        "is_waiting": is_waiting,
        "is_own": found.asked_by_id == user.pk,
        "refusal": refusal_to_decide(found, user),
        "form": DecideRegradeForm(initial={"seen": fingerprint_of(found, plan)}) if plan else None,
    }
    return render(request, "assessments/desk/regrade.html", context)


def _wish(request: HttpRequest, form: ProposeRegradeForm, version: ItemVersion) -> Regrade:
    """Stored as a proposal, or unsaved for its preview."""
    act = propose_regrade if "propose" in request.POST else draft_regrade
    return act(
        version=version,
        kind=Regrade.Kind(form.cleaned_data["kind"]),
        right=form.right(),
        reason=form.cleaned_data["reason"],
        by=person(request),
        at=timezone.now(),
    )


def _decide(request: HttpRequest, found: Regrade) -> HttpResponse:
    form = DecideRegradeForm(request.POST)
    if not form.is_valid():
        raise Http404
    user, now, said = person(request), timezone.now(), form.cleaned_data
    try:
        if said["decision"] == "approve":
            approve_regrade(regrade=found, by=user, at=now, seen=said["seen"], comment=said["comment"])
            messages.success(request, _("Approved. Everybody concerned was scored again and is being told by mail."))
        elif said["decision"] == "decline":
            decline_regrade(regrade=found, by=user, at=now, comment=said["comment"])
            messages.success(request, _("Declined. Nothing was changed."))
        else:
            take_back_regrade(regrade=found, by=user, at=now)
            messages.success(request, _("Taken back. Nothing was changed."))
    except AuthoringRefused as refused:
        messages.error(request, str(refused))
    return redirect("authoring:regrade", found.version.item.bank.public_id, found.public_id)


def _report(lines: list[Line]) -> Report:
    seen = weightiest_first(line for line in lines if line.change.is_seen)
    lost = [line for line in lines if line.change.loses_pass]
    return Report(
        tally=tally(line.change for line in lines),
        lines=seen[:LINES_SHOWN],
        hidden=max(0, len(seen) - LINES_SHOWN),
        evidence=sum(line.evidence for line in lines),
        dependents=_by_attempt(dependents_of([line.public_id for line in lost], {line.learner_id for line in lost})),
    )


def _by_attempt(found: list[Dependent]) -> dict[UUID, list[str]]:
    labels: dict[UUID, list[str]] = {}
    for one in found:
        labels.setdefault(one.attempt, []).append(one.label)
    return labels
