"""Where a row of evidence comes from and what became of it, in words."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from lms.people.models import User

from ...domain.levels import EvidenceKind
from ...models import Evidence, EvidenceContest, EvidenceEntry
from ..level_models import model_today

Status = EvidenceContest.Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row, as its person reads it."""

    public_id: UUID
    kind: str
    source: str
    url: str  # of the result, the debrief or the entry
    value: float
    observed_at: datetime
    weight: float | None  # share in the level, 0 to 1; None where it no longer counts
    is_direct: bool
    state: str
    counts: bool
    contest: EvidenceContest | None  # the latest that was not taken back
    may_contest: bool


def rows_of_person(user: User) -> QuerySet[Evidence]:
    """All there ever were, latest first; one statement, and one for the contests."""
    contests = EvidenceContest.objects.exclude(status=Status.WITHDRAWN)
    return (
        Evidence.objects.filter(learner=user)
        .select_related("attempt__examination", "case_run__version__scenario", "entry__entered_by", "correction_of")
        .defer("case_run__version__definition", "case_run__version__report", "case_run__result")
        .prefetch_related(Prefetch("contests", queryset=contests, to_attr="standing_contests"))
        .order_by("-observed_at", "-pk")
    )


def line_of(row: Evidence, weight: float | None) -> Line:
    """Of a row of `rows_of_person`."""
    contest = next(iter(getattr(row, "standing_contests", [])), None)
    is_corrected = getattr(row, "correction_of", None) is not None
    counts = row.superseded_at is None
    return Line(
        public_id=row.public_id,
        kind=row.get_kind_display(),
        source=source_of(row),
        url=_url(row),
        value=row.value,
        observed_at=row.observed_at,
        weight=weight if counts else None,
        is_direct=model_today().is_direct(EvidenceKind(row.kind)),
        state=_state(row, contest, is_corrected),
        counts=counts,
        contest=contest,
        may_contest=counts and contest is None and not is_corrected and row.kind != Evidence.Kind.SELF_RATING,
    )


def source_of(row: Evidence) -> str:
    """The title of the examination or case, or who entered it."""
    if row.attempt is not None:
        return f"{row.attempt.examination.code} {row.attempt.examination.title}"
    if row.case_run is not None:
        scenario = row.case_run.version.scenario
        return f"{scenario.code} {scenario.title}"
    if row.entry is not None and row.entry.kind == EvidenceEntry.Kind.SUPERVISOR:
        return str(row.entry.entered_by)
    return ""


def _url(row: Evidence) -> str:
    if row.attempt is not None:
        return reverse("assessments:result", args=[row.attempt.public_id])
    if row.case_run is not None:
        return reverse("assessments:case_debrief", args=[row.case_run.public_id])
    return reverse("assessments:entry", args=[row.entry.public_id]) if row.entry is not None else ""


def _state(row: Evidence, contest: EvidenceContest | None, is_corrected: bool) -> str:
    if row.superseded_at is not None:
        return _how_it_ended(row, contest)
    if contest is not None and contest.is_open:
        return _("contested; counts until decided")
    return _("counts, as corrected after a contest") if is_corrected else _("counts")


def _how_it_ended(row: Evidence, contest: EvidenceContest | None) -> str:
    if contest is not None and contest.status == Status.CORRECTED:
        return _("corrected after a contest")
    if contest is not None and contest.status == Status.STRUCK_OUT:
        return _("struck out after a contest")
    if row.entry is not None and not row.entry.counts:
        return row.entry.get_status_display()
    if row.attempt is not None and row.attempt.set_aside_at is not None:
        return _("set aside")
    return _("replaced by a correction")
