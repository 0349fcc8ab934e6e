"""Leading a panel through its rounds, each step by its convener."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.models import User

from ...domain.standard_setting.requirements import FEWEST_JUDGES
from ...models import CutProposal, Panel
from ...panel_permissions import leads
from ...selectors.standard_setting.held_ratings import complete_count
from ...selectors.standard_setting.panels import UNDER_WAY
from ..duties import refresh_panel_duties
from .leading import lock_panel, refuse_candidates
from .notices import announce_to_judges
from .refusal import PanelRefused

Status = Panel.Status

# Step → the states from which it is taken.
MOVES: Mapping[Status, frozenset[Status]] = {
    Status.ROUND_1: frozenset({Status.PREPARING}),
    Status.DISCUSSION: frozenset({Status.ROUND_1}),
    Status.ROUND_2: frozenset({Status.DISCUSSION}),
    Status.CLOSED: frozenset({Status.DISCUSSION, Status.ROUND_2}),
    Status.DISCARDED: frozenset(UNDER_WAY),
}
SPOKEN = ("en", "zh-hant")  # 简体中文 may be missing: readers then get 繁體中文


@transaction.atomic
def move_panel(*, panel: Panel, to: Panel.Status, actor: User, at: datetime) -> Panel:
    held = lock_panel(panel)
    if not leads(actor, held):
        raise PanelRefused(_("Only the convener leads the panel."))
    if held.status not in MOVES[to]:
        raise PanelRefused(_("The panel is no longer in a state that allows this step."))
    if to == Status.ROUND_1:
        _refuse_unready(held)
        held.opened_at = at
    if to == Status.DISCUSSION and complete_count(held) < FEWEST_JUDGES:
        raise PanelRefused(_("At least six judges must have rated every item before the round is closed."))
    if to == Status.DISCARDED and held.proposals.filter(decision=CutProposal.Decision.WAITING).exists():
        raise PanelRefused(_("A proposal of this panel waits for a signature; it must be decided first."))
    if to in (Status.CLOSED, Status.DISCARDED):
        held.closed_at = at
    held.status = to
    held.save(update_fields=["status", "opened_at", "closed_at"])
    judges = list(held.judges.values_list("user_id", flat=True))
    refresh_panel_duties(judges)
    if held.open_round:
        announce_to_judges(held, judges)
    record(actor, f"panel.{to}", held, examination=held.examination.code)
    return held


def _refuse_unready(panel: Panel) -> None:
    if not all(panel.borderline.get(language, "").strip() for language in SPOKEN):
        raise PanelRefused(_("The borderline person must be described in English and Chinese before anybody judges."))
    judges = list(panel.judges.values_list("user_id", flat=True))
    if len(judges) < FEWEST_JUDGES:
        raise PanelRefused(_("A panel needs at least six judges."))
    refuse_candidates(panel, judges)
