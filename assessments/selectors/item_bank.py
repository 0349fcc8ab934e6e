"""What a candidate may be given. Keys are never selected here."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db.models import F, Q, QuerySet

from lms.people.models import User

from ..domain.assembly.handing_out import Sitting
from ..domain.blueprints import Candidate, Cell, Enemies
from ..domain.items.parts import Slot
from ..domain.items.registry import slots_of
from ..models import BlueprintCell, DrawnItem, EnemyPair, Examination, ItemBank, ItemVersion

# An item above the cap of its bank is known too well: nobody new meets it until the authors have seen to it.
NOT_WORN = Q(item__bank__exposure_cap=None) | Q(item__exposures__lt=F("item__bank__exposure_cap"))


def pool_of(examination: Examination) -> list[Candidate]:
    """What may be scored."""
    return _candidates(usable_versions(examination.bank_id, ItemVersion.Status.LIVE))


def trial_pool_of(examination: Examination) -> list[Candidate]:
    """What may be tried out beside it."""
    return _candidates(usable_versions(examination.bank_id, ItemVersion.Status.TRIAL))


def usable_versions(bank_id: int, status: ItemVersion.Status) -> QuerySet[ItemVersion]:
    return ItemVersion.objects.filter(NOT_WORN, item__bank_id=bank_id, status=status).order_by("pk")


def blueprint_of(examination: Examination) -> dict[Cell, int]:
    rows = BlueprintCell.objects.filter(examination=examination).order_by("competency__position", "cognitive")
    return {
        Cell(code, cognitive): count
        for code, cognitive, count in rows.values_list("competency__code", "cognitive", "count")
    }


def enemies_of(bank: ItemBank) -> Enemies:
    """Item → items that must not stand beside it; both ways."""
    found: dict[int, set[int]] = defaultdict(set)
    for first, second in EnemyPair.objects.filter(first__bank=bank).values_list("first_id", "second_id"):
        found[first].add(second)
        found[second].add(first)
    return dict(found)


def sittings_of(learner: User, examination: Examination) -> list[Sitting]:
    """What this person met in each attempt, items on trial included."""
    met: dict[tuple[int, int | None, datetime], set[int]] = defaultdict(set)
    rows = DrawnItem.objects.filter(attempt__learner=learner, attempt__examination=examination)
    for attempt_id, form_id, started_at, item_id in rows.values_list(
        "attempt_id", "attempt__form_id", "attempt__started_at", "version__item_id"
    ):
        met[attempt_id, form_id, started_at].add(item_id)
    return [
        Sitting(form_id=form_id, started_at=started_at, item_ids=frozenset(items))
        for (_attempt, form_id, started_at), items in met.items()
    ]


def slots_by_version(version_ids: Collection[int]) -> dict[int, tuple[Slot, ...]]:
    rows = ItemVersion.objects.filter(pk__in=version_ids).values_list("pk", "kind", "body")
    return {pk: slots_of(kind, body) for pk, kind, body in rows}


def _candidates(versions: QuerySet[ItemVersion]) -> list[Candidate]:
    rows = versions.values_list("pk", "item_id", "competency__code", "cognitive")
    return [Candidate(pk, item_id, Cell(code, cognitive)) for pk, item_id, code, cognitive in rows]
