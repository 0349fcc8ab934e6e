"""What a candidate may be given. Keys are never selected here."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import lru_cache
from json import loads

from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast

from lms.base.db.prepared import Prepared
from lms.people.models import User

from ..domain.assembly.handing_out import Sitting
from ..domain.blueprints import Candidate, Cell, Enemies
from ..domain.items.parts import Slot
from ..domain.items.registry import slots_of
from ..models import BlueprintCell, DrawnItem, EnemyPair, Examination, ItemBank, ItemVersion

# An item above the cap of its bank is known too well: nobody new meets it until the authors have seen to it.
NOT_WORN = Q(item__bank__exposure_cap=None) | Q(item__exposures__lt=F("item__bank__exposure_cap"))

SLOTS_REMEMBERED = 1024


def pool_of(examination: Examination) -> list[Candidate]:
    """What may be scored."""
    return _candidates(_live(examination.bank_id))


def trial_pool_of(examination: Examination) -> list[Candidate]:
    """What may be tried out beside it."""
    return _candidates(_on_trial(examination.bank_id))


def usable_versions(bank_id: int, status: ItemVersion.Status) -> QuerySet[ItemVersion]:
    return ItemVersion.objects.filter(NOT_WORN, item__bank_id=bank_id, status=status).order_by("pk")


def blueprint_of(examination: Examination) -> dict[Cell, int]:
    return {Cell(code, cognitive): count for code, cognitive, count in _cells(examination.pk)}


def enemies_of(bank: ItemBank) -> Enemies:
    """Item → items that must not stand beside it; both ways."""
    found: dict[int, set[int]] = defaultdict(set)
    for first, second in _enemy_pairs(bank.pk):
        found[first].add(second)
        found[second].add(first)
    return dict(found)


def sittings_of(learner: User, examination: Examination) -> list[Sitting]:
    """What this person met in each attempt, items on trial included."""
    met: dict[tuple[int, int | None, datetime], set[int]] = defaultdict(set)
    for attempt_id, form_id, started_at, item_id in _met(learner.pk, examination.pk):
        met[attempt_id, form_id, started_at].add(item_id)
    return [
        Sitting(form_id=form_id, started_at=started_at, item_ids=frozenset(items))
        for (_attempt, form_id, started_at), items in met.items()
    ]


def slots_by_version(version_ids: Collection[int]) -> dict[int, tuple[Slot, ...]]:
    return {pk: slots_as_stored(kind, body) for pk, kind, body in _bodies(*version_ids)}


@lru_cache(maxsize=SLOTS_REMEMBERED)
def slots_as_stored(kind: str, body: str) -> tuple[Slot, ...]:
    """The body itself is asked for, so what is remembered cannot be out of date."""
    return slots_of(kind, loads(body))


def _candidates(rows: Iterable[tuple[int, int, str, str]]) -> list[Candidate]:
    return [Candidate(pk, item_id, Cell(code, cognitive)) for pk, item_id, code, cognitive in rows]


def as_stored(field: str) -> Cast:
    """The text of a JSON field, to tell whether it was read before."""
    return Cast(field, TextField())


_CANDIDATE = ("pk", "item_id", "competency__code", "cognitive")
_live = Prepared(lambda bank: usable_versions(bank, ItemVersion.Status.LIVE).values_list(*_CANDIDATE))
_on_trial = Prepared(lambda bank: usable_versions(bank, ItemVersion.Status.TRIAL).values_list(*_CANDIDATE))
_bodies = Prepared(
    lambda *versions: ItemVersion.objects.filter(pk__in=versions).values_list("pk", "kind", as_stored("body"))
)
_enemy_pairs = Prepared(lambda bank: EnemyPair.objects.filter(first__bank_id=bank).values_list("first_id", "second_id"))
_cells = Prepared(
    lambda examination: (
        BlueprintCell.objects.filter(examination_id=examination)
        .order_by("competency__position", "cognitive")
        .values_list("competency__code", "cognitive", "count")
    )
)
_met = Prepared(
    lambda learner, examination: DrawnItem.objects.filter(
        attempt__learner_id=learner, attempt__examination_id=examination
    ).values_list("attempt_id", "attempt__form_id", "attempt__started_at", "version__item_id")
)
