"""Panels and the cut scores they led to, as lists at the desk."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from lms.people.access import visible
from lms.people.models import Role, User

from ...domain.blueprints import Cell
from ...models import CutProposal, CutScore, Examination, ItemBank, ItemVersion, Panel
from ..examinations import in_force
from ..item_bank import usable_versions


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminationRow:
    examination: Examination
    cuts: dict[int, float]  # level → share, in force
    is_provisional: bool  # the cut of the level it certifies rests on experts' priors
    panels: list[Panel]  # under way


@dataclass(frozen=True, slots=True, kw_only=True)
class CutVersion:
    cut: CutScore
    is_in_force: bool
    is_to_come: bool


MOST_SUGGESTED = 100

UNDER_WAY = (
    Panel.Status.PREPARING,
    Panel.Status.ROUND_1,
    Panel.Status.DISCUSSION,
    Panel.Status.ROUND_2,
    Panel.Status.CLOSED,
)


def examination_rows(user: User, on: date) -> list[ExaminationRow]:
    """Three queries, however many examinations."""
    found = visible(user, Examination).prefetch_related(
        Prefetch("cut_scores", queryset=CutScore.objects.order_by("effective_from"), to_attr="all_cuts"),
        Prefetch("panels", queryset=Panel.objects.filter(status__in=UNDER_WAY), to_attr="open_panels"),
    )
    return [_row(one, one.all_cuts, one.open_panels, on=on) for one in found]


def cut_versions(examination: Examination, on: date) -> list[CutVersion]:
    """Every cut score there has been, latest first."""
    rows = list(
        CutScore.objects.filter(examination=examination)
        .select_related("proposal__proposed_by", "proposal__decided_by", "proposal__panel")
        .order_by("-effective_from", "-level")
    )
    started = [row for row in rows if row.effective_from <= on]
    latest = {row.level: row.pk for row in reversed(started)}
    return [
        CutVersion(cut=row, is_in_force=latest.get(row.level) == row.pk, is_to_come=row.effective_from > on)
        for row in rows
    ]


def panels_of(examination: Examination) -> QuerySet[Panel]:
    return examination.panels.select_related("convener").order_by("-created_at", "-pk")


def cells_of_pool(examination: Examination, numbers: Collection[int] | None = None) -> dict[int, Cell]:
    """Live versions of the bank → their cell of the blueprint, by number; only those of `numbers` if given."""
    rows = usable_versions(examination.bank_id, ItemVersion.Status.LIVE)
    if numbers is not None:
        rows = rows.filter(item__number__in=numbers)
    rows = rows.order_by("item__number")
    return {
        pk: Cell(code, cognitive) for pk, code, cognitive in rows.values_list("pk", "competency__code", "cognitive")
    }


def live_numbers(examination: Examination) -> set[int]:
    rows = usable_versions(examination.bank_id, ItemVersion.Status.LIVE)
    return set(rows.values_list("item__number", flat=True))


def waiting_for_signature(user: User) -> QuerySet[CutProposal]:
    """Proposals of others in the banks of this person, oldest first."""
    return (
        CutProposal.objects.filter(
            decision=CutProposal.Decision.WAITING, panel__examination__bank__in=visible(user, ItemBank)
        )
        .exclude(proposed_by=user)
        .select_related("panel__examination", "proposed_by")
        .order_by("proposed_at")
    )


def _row(examination: Examination, cuts: list[CutScore], panels: list[Panel], *, on: date) -> ExaminationRow:
    held = [cut for cut in cuts if cut.level == examination.level and cut.effective_from <= on]
    return ExaminationRow(
        examination=examination,
        cuts=in_force([(cut.effective_from, cut.level, cut.share) for cut in cuts], on),
        is_provisional=bool(held) and held[-1].proposal_id is None,
        panels=panels,
    )


def known_people(panel: Panel) -> QuerySet[User]:
    """Whom a convener may have in mind: those who hold a post in the unit of the bank, or write and review there."""
    unit = panel.examination.bank.unit
    works = Q(assignments__unit=unit, assignments__ends_on=None)
    writes = Q(grants__unit=unit, grants__ended_at=None, grants__role__in=[Role.AUTHOR, Role.REVIEWER])
    people = User.objects.filter(works | writes, is_active=True).exclude(pk=panel.convener_id)
    return people.distinct().order_by("name")[:MOST_SUGGESTED]
