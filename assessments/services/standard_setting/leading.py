"""The panel as it stands now, for those who may change it."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from lms.people.models import User

from ...models import Attempt, Panel
from ...panel_permissions import leads
from .refusal import PanelRefused


def lock_panel(panel: Panel) -> Panel:
    """The row as it stands now, held until the transaction ends."""
    return (
        Panel.objects.select_for_update(of=("self",), no_key=True)
        .select_related("examination__bank__unit")
        .get(pk=panel.pk)
    )


def prepared_panel(panel: Panel, actor: User) -> Panel:
    """Locked; for its convener, before the first round."""
    held = lock_panel(panel)
    if not leads(actor, held):
        raise PanelRefused(_("Only the convener leads the panel."))
    if held.status != Panel.Status.PREPARING:
        raise PanelRefused(_("The first round has begun: the panel stays as it is."))
    return held


def refuse_candidates(panel: Panel, users: Collection[int]) -> None:
    """Nobody is shown the keys of the bank that they are being examined from at this moment."""
    sitting = Attempt.objects.filter(
        learner__in=users, examination__bank=panel.examination.bank_id, status=Attempt.Status.OPEN
    )
    if sitting.exists():
        raise PanelRefused(_("Somebody named as a judge is sitting an examination of this bank just now."))
