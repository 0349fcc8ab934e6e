"""What surrounds items at the authors' desk: enemies, exposure, sources."""

from datetime import date

from django.db.models import QuerySet

from ...models import EnemyPair, Item, ItemBank, ItemVersion, SourceRecord
from .banks import SOON

NEARLY_WORN = 0.8  # of the cap: time to write new items


def item_codes(bank: ItemBank) -> dict[int, str]:
    """Item → the code that people know it by."""
    return {item.pk: str(item) for item in bank.items.select_related("bank")}


def enemies_at_desk(item: Item) -> list[tuple[Item, EnemyPair]]:
    """The other item of each pair, by number."""
    pairs = EnemyPair.objects.select_related("first__bank", "second__bank", "added_by")
    found = [
        *((pair.second, pair) for pair in pairs.filter(first=item)),
        *((pair.first, pair) for pair in pairs.filter(second=item)),
    ]
    return sorted(found, key=lambda one: one[0].number)


def worn_items(bank: ItemBank) -> list[Item]:
    """At the cap or near it, the best known first."""
    if bank.exposure_cap is None:
        return []
    return list(
        bank.items.select_related("bank").filter(exposures__gte=NEARLY_WORN * bank.exposure_cap).order_by("-exposures")
    )


def expiring_sources(bank: ItemBank, today: date) -> QuerySet[SourceRecord]:
    """Sources of live items that hold no more, or not for long; the first to expire first."""
    records = SourceRecord.objects.filter(
        version__item__bank=bank, version__status=ItemVersion.Status.LIVE, valid_until__lt=today + SOON
    )
    return records.select_related("version__item__bank").order_by("valid_until")
