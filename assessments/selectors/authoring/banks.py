"""Banks and their items as lists at the authors' desk. Keys are never selected here."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, Value, When

from lms.base.fields import LocalizedText
from lms.competencies.selectors.framework import competencies
from lms.people.access import visible
from lms.people.models import User

from ...models import BlueprintCell, Cognitive, Examination, ItemBank, ItemVersion, ReviewStep, last_step

Status = ItemVersion.Status
SOON = timedelta(days=90)
UNDER_WAY = (Status.DRAFT, Status.REVIEWED, Status.TRIAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class BankRow:
    bank: ItemBank
    items: int
    live: int
    under_way: int  # drafts, approved versions and those on trial: not live yet
    overdue: int  # live versions whose date of review has passed
    missing: int  # items that blueprints ask for and the bank does not have


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFilter:
    """What a list of items is narrowed to; an empty field narrows nothing."""

    words: str = ""
    competency: str = ""
    cognitive: str = ""
    level: str = ""
    status: str = ""  # a status of the version shown, or "in_review"
    language: str = ""  # "both", or the one language that is missing
    review: str = ""  # "overdue" or "soon"


@dataclass(frozen=True, slots=True)
class CoverCell:
    needed: int
    live: int

    @property
    def is_short(self) -> bool:
        return self.live < self.needed

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.live)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverRow:
    code: str
    name: LocalizedText
    cells: list[CoverCell]  # in the order of Cognitive


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What an examination asks of the bank, beside what is live."""

    examination: Examination
    rows: list[CoverRow]

    @property
    def missing(self) -> int:
        return sum(cell.missing for row in self.rows for cell in row.cells)


Stock = Mapping[tuple[int, int, str], int]  # (bank, competency, cognitive level) → live items


def bank_rows(user: User, today: date) -> list[BankRow]:
    """The banks this person works in, by code; four queries, however many there are."""
    live = Q(items__versions__status=Status.LIVE)
    banks = list(
        visible(user, ItemBank)
        .select_related("unit")
        .annotate(
            items_count=Count("items", distinct=True),
            live_count=Count("items__versions", filter=live, distinct=True),
            under_way_count=Count("items__versions", filter=Q(items__versions__status__in=UNDER_WAY), distinct=True),
            overdue_count=Count(
                "items__versions", filter=live & Q(items__versions__review_by__lt=today), distinct=True
            ),
        )
    )
    missing: dict[int, int] = defaultdict(int)
    for one in _coverages(banks):
        missing[one.examination.bank_id] += one.missing
    return [
        BankRow(
            bank=bank,
            items=bank.items_count,
            live=bank.live_count,
            under_way=bank.under_way_count,
            overdue=bank.overdue_count,
            missing=missing[bank.pk],
        )
        for bank in banks
    ]


def coverage_of(bank: ItemBank) -> list[Coverage]:
    """One table for each examination drawn from the bank."""
    return _coverages([bank])


def item_heads(bank: ItemBank) -> QuerySet[Any]:
    """One version an item: the live one, else the latest; with the latest number and the latest step."""
    versions = ItemVersion.objects.filter(item=OuterRef("item")).order_by(
        Case(When(status=Status.LIVE, then=Value(0)), default=Value(1)), "-number"
    )
    latest = ItemVersion.objects.filter(item=OuterRef("item")).order_by("-number")
    return (
        ItemVersion.objects.filter(item__bank=bank, pk=Subquery(versions.values("pk")[:1]))
        .select_related("item__bank", "competency")
        .annotate(
            last_step=last_step("item_version"),
            latest_number=Subquery(latest.values("number")[:1]),
            latest_status=Subquery(latest.values("status")[:1]),
            latest_step=Subquery(latest.annotate(step=last_step("item_version")).values("step")[:1]),
        )
        .order_by("item__number")
    )


def narrowed(heads: QuerySet[Any], by: ItemFilter, *, today: date) -> QuerySet[Any]:
    exact = {"competency__code": by.competency, "cognitive": by.cognitive, "level": by.level}
    heads = heads.filter(**{name: value for name, value in exact.items() if value})
    if by.status == "in_review":
        heads = heads.filter(latest_status=Status.DRAFT, latest_step=ReviewStep.Kind.SUBMITTED)
    elif by.status:
        # A draft beside a live version counts as a draft too: it is what somebody looks for.
        heads = heads.filter(Q(status=by.status) | Q(latest_status=by.status))
    if by.language == "both":
        heads = heads.filter(stem__has_keys=["en", "zh-hant"])
    elif by.language:
        heads = heads.exclude(stem__has_key=by.language)
    if by.review == "overdue":
        heads = heads.filter(review_by__lt=today)
    elif by.review == "soon":
        heads = heads.filter(review_by__gte=today, review_by__lt=today + SOON)
    return heads.filter(_mentions(by.words)) if by.words else heads


def waiting_for_second_person(user: User) -> QuerySet[ItemVersion]:
    """Sent to review, or approved and not yet in use, by somebody else, in the banks of this person; oldest first."""
    is_waiting = Q(status=Status.DRAFT, last_step=ReviewStep.Kind.SUBMITTED) | Q(status=Status.REVIEWED)
    versions = ItemVersion.objects.annotate(last_step=last_step("item_version")).filter(is_waiting)
    return _in_banks_of(user, versions.exclude(author=user))


def returned_to(user: User) -> QuerySet[ItemVersion]:
    """One's own drafts that a second person gave back, oldest first."""
    versions = ItemVersion.objects.annotate(last_step=last_step("item_version"))
    came_back = versions.filter(status=Status.DRAFT, last_step=ReviewStep.Kind.RETURNED)
    return _in_banks_of(user, came_back.filter(author=user))


def _in_banks_of(user: User, versions: QuerySet[ItemVersion]) -> QuerySet[ItemVersion]:
    within = versions.filter(item__bank__in=visible(user, ItemBank))
    return within.select_related("item__bank", "competency", "author").order_by("created_at")


def _mentions(words: str) -> Q:
    """In a text of the task, or as its number."""
    spoken = Q(stem__en__icontains=words) | Q(**{"stem__zh-hant__icontains": words})
    return spoken | Q(item__number=int(words)) if words.isascii() and words.isdigit() else spoken


def _coverages(banks: Sequence[ItemBank]) -> list[Coverage]:
    stock = _stock(banks)
    by_exam: dict[Examination, dict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    cells = BlueprintCell.objects.filter(examination__bank__in=banks).select_related("examination")
    for cell in cells.order_by("examination__code"):
        by_exam[cell.examination][cell.competency_id][cell.cognitive] = cell.count
    return [
        Coverage(examination=examination, rows=_cover_rows(examination.bank_id, mix, stock))
        for examination, mix in by_exam.items()
    ]


def _cover_rows(bank_id: int, mix: Mapping[int, Mapping[str, int]], stock: Stock) -> list[CoverRow]:
    return [
        CoverRow(
            code=card.code,
            name=card.name,
            cells=[
                CoverCell(mix[card.pk].get(cognitive, 0), stock.get((bank_id, card.pk, cognitive), 0))
                for cognitive in Cognitive.values
            ],
        )
        for card in competencies().values()
        if card.pk in mix
    ]


def _stock(banks: Sequence[ItemBank]) -> Stock:
    rows = (
        ItemVersion.objects.filter(item__bank__in=banks, status=Status.LIVE)
        .order_by()
        .values_list("item__bank_id", "competency_id", "cognitive")
        .annotate(count=Count("pk"))
    )
    return {(bank, competency, cognitive): count for bank, competency, cognitive, count in rows}
