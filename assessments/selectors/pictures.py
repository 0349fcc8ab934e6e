"""Pictures of items: for the people of a bank, and for a candidate who was given one."""

from django.shortcuts import get_object_or_404

from ..domain.items.registry import KINDS
from ..models import Attempt, DrawnItem, ItemBank, ItemPicture


def picture_in_bank(bank: ItemBank, digest: str) -> ItemPicture:
    """404 where the bank holds none of that digest."""
    return get_object_or_404(ItemPicture, bank=bank, digest=digest)


def picture_at(attempt: Attempt, position: int) -> ItemPicture:
    """The picture of the task drawn at that place; 404 where there is none. The digest is never the caller's."""
    drawn = get_object_or_404(
        DrawnItem.objects.select_related("version__item"), attempt=attempt, position=position, version__kind="hot_spot"
    )
    item = KINDS["hot_spot"].read(drawn.version.body)
    return get_object_or_404(ItemPicture, bank_id=drawn.version.item.bank_id, digest=item.picture.digest)
