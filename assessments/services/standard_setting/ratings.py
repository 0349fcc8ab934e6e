"""One judge, one item, one number: saved at once, changed until the round is closed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lms.base.audit import record

from ...models import Judge, PanelItem, Rating
from .leading import lock_panel
from .refusal import PanelRefused


@transaction.atomic
def rate(*, judge: Judge, item: PanelItem, percent: int, at: datetime) -> Rating:
    """The log learns that an item was rated, not how."""
    panel = lock_panel(judge.panel)
    number = panel.open_round
    if number is None:
        raise PanelRefused(_("No round is open: ratings stand as they are."))
    if item.panel_id != panel.pk:
        raise PanelRefused(_("This item is not before the panel."))
    if not 0 <= percent <= 100:
        raise PanelRefused(_("A rating is a whole number from 0 to 100."))
    if number == 2 and not judge.ratings.filter(item=item, round=1).exists():
        raise PanelRefused(_("Who did not rate the item in the first round does not rate it in the second."))
    rating, _is_new = Rating.objects.update_or_create(
        judge=judge, item=item, round=number, defaults={"percent": percent, "at": at}
    )
    record(judge.user, "panel.item_rated", panel, item=str(item.version.item), round=number)
    return rating
