"""How many attempts have drawn each item: counted by the clock from what was drawn, never by the start of an attempt.

A counter raised at each start would make everybody who starts with one form wait for its rows. Counting from the rows
themselves needs no check of its own, and is at most as old as the last count.
"""

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.models import User

from ..models import DrawnItem, Item, ItemBank
from ..permissions import may_review
from .authoring.items import AuthoringRefused

BATCH = 500


@transaction.atomic
def count_exposures() -> int:
    """Bring `Item.exposures` up to date; returns how many items changed. An attempt draws an item at most once."""
    counted = DrawnItem.objects.order_by().values_list("version__item_id").annotate(count=Count("pk"))
    drawn = dict(counted.values_list("version__item_id", "count"))
    changed = [
        Item(pk=pk, exposures=drawn.get(pk, 0))
        for pk, held in Item.objects.order_by("pk").values_list("pk", "exposures")
        if held != drawn.get(pk, 0)
    ]
    Item.objects.bulk_update(changed, ["exposures"], batch_size=BATCH)
    return len(changed)


@transaction.atomic
def cap_exposure(*, bank: ItemBank, cap: int | None, actor: User) -> ItemBank:
    """How many attempts may draw an item before its authors must see to it; None for no limit."""
    if not may_review(actor, bank):
        raise AuthoringRefused(_("Only a reviewer can do this."))
    bank.exposure_cap = cap
    bank.save(update_fields=["exposure_cap"])
    record(actor, "item_bank.exposure_capped", bank, cap=cap)
    return bank
