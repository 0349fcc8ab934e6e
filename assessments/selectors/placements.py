"""Placements: who may start one, what it draws from, and what a finished one says to the apps above."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from json import loads
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from lms.base.db.prepared import Prepared
from lms.competencies.selectors.framework import competencies
from lms.people.models import User
from lms.people.selectors.requirements import requirements_of

from ..domain.adaptive.outcome import Reading, from_data
from ..domain.adaptive.pool import Pool, PoolItem
from ..domain.adaptive.pool import from_data as pool_from_data
from ..domain.adaptive.stopping import SHORTEST
from ..domain.items.parts import Slot
from ..models import ItemBank, ItemVersion, Placement, PlacementBlock, PlacementStep
from .authoring import has_worked_on
from .calibrations import current_calibrations
from .item_bank import as_stored, slots_as_stored

BANK = "PL"
KINDS = (ItemVersion.Kind.SINGLE, ItemVersion.Kind.MULTIPLE)  # a placement counts an item as known or not known
POOLS_REMEMBERED = 32  # of 500 items half a megabyte each
WAIT = timedelta(days=30)  # so that what is remembered of the last one matters little


class Refusal(StrEnum):
    WORKED_ON_BANK = "worked_on_bank"
    NOT_READY = "not_ready"  # the bank does not hold enough items for any area
    TOO_SOON = "too_soon"


@dataclass(frozen=True, slots=True)
class Permission:
    refusal: Refusal | None = None
    from_when: datetime | None = None

    @property
    def is_granted(self) -> bool:
        return self.refusal is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a finished placement believes of each competency that it asked about. No evidence: it steers learning."""

    public_id: UUID
    closed_at: datetime
    readings: dict[str, Reading]  # competency → reading, those that say enough


def placement_bank() -> ItemBank | None:
    return ItemBank.objects.select_related("unit").filter(code=BANK).first()


def last_placement(user: User) -> Placement | None:
    return Placement.objects.filter(learner=user).order_by("-started_at").first()


def permission_to_place(user: User, bank: ItemBank | None, at: datetime) -> Permission:
    """Without a look at the items; whether there are enough shows when they are read."""
    if bank is None:
        return Permission(Refusal.NOT_READY)
    if has_worked_on(user, bank):
        return Permission(Refusal.WORKED_ON_BANK)
    last = last_placement(user)
    if last is not None and last.closed_at is not None and at < last.closed_at + WAIT:
        return Permission(Refusal.TOO_SOON, last.closed_at + WAIT)
    return Permission()


def pools_for(user: User, bank: ItemBank, at: datetime) -> dict[str, list[PoolItem]]:
    """Competency area → items, in the framework's order: what the person's posts demand, or everything without a post.

    An area with fewer items than a block needs is left out.
    """
    cards = competencies()
    demanded = requirements_of(user, timezone.localdate(at)) or cards
    area_of = {card.pk: (card.area_code, code) for code, card in cards.items() if code in demanded}
    pools: dict[str, list[PoolItem]] = {card.area_code: [] for card in cards.values()}
    for item in pool_of_bank(bank, area_of):
        pools[cards[item.competency].area_code].append(item)
    return {area: items for area, items in pools.items() if len(items) >= SHORTEST}


def pool_of_bank(bank: ItemBank, competency_ids: Collection[int]) -> list[PoolItem]:
    """Live items that a placement can use, with their parameters of today; three statements."""
    rows = ItemVersion.objects.filter(
        item__bank=bank, status=ItemVersion.Status.LIVE, kind__in=KINDS, competency_id__in=competency_ids
    ).values_list("pk", "competency__code")
    competency_of = dict(rows)
    parameters = current_calibrations(competency_of.keys())
    return [PoolItem(pk, code, parameters[pk]) for pk, code in competency_of.items()]


def exposure_of(bank: ItemBank) -> tuple[dict[int, int], dict[str, int]]:
    """How often each version was asked, and how many blocks each area has had: two aggregates over the stored steps."""
    shown = PlacementStep.objects.filter(placement__bank=bank).order_by().values_list("version_id")
    blocks = PlacementBlock.objects.filter(placement__bank=bank).order_by().values_list("area")
    return dict(shown.annotate(count=Count("pk"))), dict(blocks.annotate(count=Count("pk")))


def versions_met(user: User, bank: ItemBank) -> set[int]:
    """Every version of the items that this person was asked before, whichever version it was then."""
    items = PlacementStep.objects.filter(placement__learner=user, placement__bank=bank).values("version__item_id")
    return set(ItemVersion.objects.filter(item_id__in=items).values_list("pk", flat=True))


def live_slots(version_id: int) -> tuple[Slot, ...] | None:
    """What a version that is still in use asks for; None of one that is not."""
    return next((slots_as_stored(kind, body) for kind, body in _live(version_id)), None)


@lru_cache(maxsize=POOLS_REMEMBERED)
def pool_as_stored(pool: str) -> Pool:
    """Of a block, from the text itself, so that what is remembered cannot be out of date; people of one post share it.

    Nothing in it is ever changed.
    """
    return Pool(pool_from_data(loads(pool)))


_live = Prepared(
    lambda version: ItemVersion.objects.filter(pk=version, status=ItemVersion.Status.LIVE).values_list(
        "kind", as_stored("body")
    )
)


def outcome_of(user: User, public_id: UUID) -> Outcome | None:
    """Of one's own finished placement; None for any other."""
    found = Placement.objects.filter(learner=user, public_id=public_id).first()
    if found is None or found.closed_at is None:
        return None
    readings: dict[str, Reading] = {}
    for rows in PlacementBlock.objects.filter(placement=found).order_by("position").values_list("readings", flat=True):
        readings |= {row["code"]: from_data(row) for row in rows if row["says_enough"]}
    return Outcome(public_id=found.public_id, closed_at=found.closed_at, readings=readings)


def numbers_of(version_ids: Collection[int]) -> dict[int, int]:
    """Version → number of its item, for the bank's own people."""
    return dict(ItemVersion.objects.filter(pk__in=version_ids).values_list("pk", "item__number"))


def pools_by_area(bank: ItemBank) -> dict[str, list[PoolItem]]:
    """The whole bank, for simulations."""
    cards = competencies()
    found: dict[str, list[PoolItem]] = defaultdict(list)
    for item in pool_of_bank(bank, [card.pk for card in cards.values()]):
        found[cards[item.competency].area_code].append(item)
    return {area: found[area] for area in dict.fromkeys(card.area_code for card in cards.values()) if found[area]}
