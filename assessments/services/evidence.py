"""From results to dated evidence. What a person is shown is read from it anew each time: see `selectors.levels`."""

from collections.abc import Mapping, Sequence

from lms.competencies.selectors.framework import CompetencyCard, competencies

from ..domain.score_sheet import ScoreSheet
from ..models import Attempt, CaseRun, Evidence
from .levels.following import follow_evidence


def record_attempt(*, attempt: Attempt, sheet: ScoreSheet) -> list[Evidence]:
    return _keep(evidence_of_attempt(attempt, sheet, competencies()))


def record_case(*, run: CaseRun, values: Mapping[str, Mapping[str, float]]) -> list[Evidence]:
    """`values`: competency code → {"value": on the level scale, "earned": points, "possible": points}."""
    return _keep(evidence_of_case(run, values, competencies()))


def _keep(rows: list[Evidence]) -> list[Evidence]:
    """Of one person, who is held."""
    kept = Evidence.objects.bulk_create(rows)
    follow_evidence(kept)
    return kept


def evidence_of_attempt(attempt: Attempt, sheet: ScoreSheet, cards: Mapping[str, CompetencyCard]) -> list[Evidence]:
    """Unsaved rows, one for each competency of `cards` with enough items.

    Where the framework has changed since the items were written, it may no longer know what they measured.
    """
    closed_at = attempt.closed_at
    if closed_at is None:
        raise ValueError("an open attempt is no evidence")
    cuts = cuts_of(attempt)
    return [
        Evidence(
            learner_id=attempt.learner_id,
            competency_id=cards[part.competency].pk,
            kind=Evidence.Kind.EXAM,
            value=part.value(cuts),
            ceiling=max(cuts) + 0.5,
            observed_at=closed_at,
            attempt=attempt,
            detail={"earned": round(part.earned, 3), "possible": part.items},
        )
        for part in sheet.parts
        if part.supports_a_claim and part.competency in cards
    ]


def cuts_of(attempt: Attempt) -> dict[int, float]:
    """The cuts in force at the start, as shares of the form that was sat.

    An equated form is taken to be as much harder or easier on each competency as it is in all: parts are too short for
    a table of their own.
    """
    cuts = {int(level): share for level, share in attempt.cuts.items()}
    return attempt.conversion.own_cuts(cuts) if attempt.conversion else cuts


def evidence_of_case(
    run: CaseRun, values: Mapping[str, Mapping[str, float]], cards: Mapping[str, CompetencyCard]
) -> list[Evidence]:
    finished_at = run.finished_at
    if finished_at is None:
        raise ValueError("an open run is no evidence")
    return [
        Evidence(
            learner_id=run.learner_id,
            competency_id=cards[code].pk,
            kind=Evidence.Kind.SIMULATION,
            value=one["value"],
            observed_at=finished_at,
            case_run=run,
            detail={"earned": round(one["earned"], 3), "possible": one["possible"]},
        )
        for code, one in values.items()
        if code in cards
    ]


def corrected_evidence(
    held: Sequence[Evidence], attempt: Attempt, sheet: ScoreSheet
) -> list[tuple[Evidence, Evidence | None]]:
    """(row in force, unsaved row in its place or nothing) for each row of the attempt that a new sheet contradicts.

    `held` comes with its competencies, which need not be those of today's framework. A sheet can only lose items, so
    there is never evidence on a competency that had none.
    """
    cuts = cuts_of(attempt)
    parts = {part.competency: part for part in sheet.parts if part.supports_a_claim}
    found: list[tuple[Evidence, Evidence | None]] = []
    for row in held:
        part = parts.get(row.competency.code)
        if part is None:
            found.append((row, None))
            continue
        value, detail = part.value(cuts), {"earned": round(part.earned, 3), "possible": part.items}
        if value != row.value or detail != row.detail:
            place = Evidence(
                learner_id=row.learner_id,
                competency_id=row.competency_id,
                kind=row.kind,
                value=value,
                ceiling=row.ceiling,
                observed_at=row.observed_at,
                attempt=attempt,
                detail=detail,
            )
            found.append((row, place))
    return found
