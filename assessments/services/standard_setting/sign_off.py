"""From what a panel found to a cut score in force: the convener proposes, a second person signs, later days only."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.models import User

from ...domain.standard_setting.requirements import Breach, Proposed
from ...models import CutProposal, CutScore, Panel
from ...panel_permissions import leads, may_sign
from ...selectors.standard_setting.breach_words import breach_words
from ...selectors.standard_setting.preview import breaches_of, proposed_cut
from ...selectors.standard_setting.results import panel_result
from .leading import lock_panel
from .refusal import PanelRefused

METHOD = "Modified Angoff"


@transaction.atomic
def propose(
    *, panel: Panel, effective_from: date, actor: User, at: datetime, shift: float = 0.0, reason: str = ""
) -> CutProposal:
    """`shift`: as a share of the maximum, added to the panel's cut by policy and explained in `reason`."""
    held = lock_panel(panel)
    if not leads(actor, held):
        raise PanelRefused(_("Only the convener leads the panel."))
    if held.status != Panel.Status.CLOSED:
        raise PanelRefused(_("A cut score is proposed once the panel is closed."))
    if held.proposals.filter(decision=CutProposal.Decision.WAITING).exists():
        raise PanelRefused(_("A proposal of this panel waits for a signature already."))
    result = panel_result(held)
    if result is None or result.error_share is None:
        raise PanelRefused(str(breach_words(Breach.FEW_JUDGES)))
    cut = proposed_cut(held, result, shift=shift, has_reason=bool(reason.strip()))
    _check(held, cut, effective_from, at=at)
    proposal = CutProposal.objects.create(
        panel=held,
        recommended=cut.recommended,
        standard_error=result.error_share,
        judges=cut.judges,
        shift=shift,
        reason=reason.strip(),
        effective_from=effective_from,
        proposed_by=actor,
        proposed_at=at,
    )
    _note(actor, "cut_score.proposed", proposal)
    return proposal


@transaction.atomic
def sign(*, proposal: CutProposal, actor: User, at: datetime) -> CutScore:
    """Put the cut in force from its day on; what was already started keeps its own."""
    held = _undecided(proposal, actor)
    result = panel_result(held.panel)
    if result is None:
        raise PanelRefused(str(breach_words(Breach.FEW_JUDGES)))
    cut = proposed_cut(held.panel, result, shift=held.shift, has_reason=bool(held.reason))
    _check(held.panel, cut, held.effective_from, at=at)
    _decide(held, CutProposal.Decision.SIGNED, actor, at=at)
    cut_score = CutScore.objects.create(
        examination=held.panel.examination,
        level=held.panel.level,
        share=held.share,
        method=METHOD,
        effective_from=held.effective_from,
        proposal=held,
    )
    held.panel.status = Panel.Status.IN_FORCE
    held.panel.save(update_fields=["status"])
    _note(actor, "cut_score.signed", held)
    return cut_score


@transaction.atomic
def send_back(*, proposal: CutProposal, comment: str, actor: User, at: datetime) -> CutProposal:
    """The panel stays closed; its convener may propose again, or discard it."""
    held = _undecided(proposal, actor)
    if not comment.strip():
        raise PanelRefused(_("Please say in the comment what is meant."))
    held.comment = comment.strip()
    _decide(held, CutProposal.Decision.RETURNED, actor, at=at)
    _note(actor, "cut_score.returned", held)
    return held


def _undecided(proposal: CutProposal, actor: User) -> CutProposal:
    """Two who decide at once wait for each other at the panel; the second finds it decided."""
    panel = lock_panel(proposal.panel)
    held = CutProposal.objects.select_related("proposed_by").get(pk=proposal.pk)
    held.panel = panel
    if held.decision != CutProposal.Decision.WAITING:
        raise PanelRefused(_("This proposal has been decided already."))
    if not may_sign(actor, held):
        raise PanelRefused(_("This takes a reviewer of the bank who neither proposed the cut nor sat on the panel."))
    return held


def _check(panel: Panel, cut: Proposed, effective_from: date, *, at: datetime) -> None:
    if effective_from <= timezone.localdate(at):
        raise PanelRefused(_("A cut score holds from a later day than today: it never reaches back."))
    if CutScore.objects.filter(
        examination=panel.examination, level=panel.level, effective_from=effective_from
    ).exists():
        raise PanelRefused(_("Another cut score of this level begins on that day; choose another day."))
    found = breaches_of(panel.examination, cut, effective_from)
    if found:
        raise PanelRefused(" ".join(str(breach_words(one)) for one in found))


def _decide(proposal: CutProposal, decision: CutProposal.Decision, actor: User, *, at: datetime) -> None:
    proposal.decision, proposal.decided_by, proposal.decided_at = decision, actor, at
    proposal.save(update_fields=["decision", "decided_by", "decided_at", "comment"])


def _note(actor: User, action: str, proposal: CutProposal) -> None:
    """The cut itself is public to candidates once it holds; the ratings behind it are not in the log."""
    record(
        actor,
        action,
        proposal.panel,
        examination=proposal.panel.examination.code,
        level=proposal.panel.level,
        percent=f"{100 * proposal.share:.1f}",
        shift=f"{100 * proposal.shift:+.1f}",
        effective_from=proposal.effective_from.isoformat(),
    )
