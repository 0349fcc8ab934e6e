"""Rows of evidence that rest on entries: how they come into force, and how any row ends.

Callers hold the person first (`locks.hold`), let the levels follow, and only then write to the log.
"""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.utils import timezone

from ..domain.levels import HIGHEST_VALUE
from ..models import Evidence, EvidenceEntry
from ..signals import evidence_changed
from .levels.following import follow_evidence

Status = EvidenceEntry.Status


def rows_of(
    entry: EvidenceEntry, kind: Evidence.Kind, values: Mapping[int, float], ceilings: Mapping[int, float] | None = None
) -> list[Evidence]:
    """Unsaved. `values` and `ceilings`: primary key of a competency → on the level scale."""
    return [
        Evidence(
            learner_id=entry.learner_id,
            competency_id=competency,
            kind=kind,
            value=value,
            ceiling=(ceilings or {}).get(competency, HIGHEST_VALUE),
            observed_at=start_of(entry.observed_on),
            entry=entry,
        )
        for competency, value in values.items()
    ]


def put_in_force(entry: EvidenceEntry, rows: list[Evidence]) -> None:
    """Levels follow, and whoever waits for evidence is told."""
    write_rows(entry, rows)
    follow_evidence(rows)
    evidence_changed.send(sender=Evidence, learner_id=entry.learner_id)


def write_rows(entry: EvidenceEntry, rows: list[Evidence]) -> None:
    Evidence.objects.bulk_create(rows)
    entry.status = Status.IN_FORCE
    entry.save(update_fields=["status"])


def end_entry(entry: EvidenceEntry, status: EvidenceEntry.Status, *, at: datetime, reason: str = "") -> None:
    """Its rows count no longer from this moment on."""
    rows = list(Evidence.objects.in_force().filter(entry=entry))
    supersede(rows, at=at)
    follow_evidence(rows)
    entry.status, entry.ended_at, entry.end_reason = status, at, reason.strip()
    entry.save(update_fields=["status", "ended_at", "end_reason"])


def supersede(rows: list[Evidence], *, at: datetime) -> None:
    Evidence.objects.filter(pk__in=[row.pk for row in rows]).update(superseded_at=at)


def with_value(row: Evidence, value: float) -> Evidence:
    """Unsaved: the same row with another value."""
    return Evidence(
        learner_id=row.learner_id,
        competency_id=row.competency_id,
        kind=row.kind,
        value=value,
        ceiling=row.ceiling,
        observed_at=row.observed_at,
        attempt_id=row.attempt_id,
        case_run_id=row.case_run_id,
        entry_id=row.entry_id,
    )


def held_entry(entry: EvidenceEntry) -> EvidenceEntry:
    """As it stands now, until the end of the transaction; the caller holds the person already."""
    rows = EvidenceEntry.objects.select_for_update(of=("self",), no_key=True).select_related("learner", "competency")
    return rows.get(pk=entry.pk)


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
