"""Everything that speaks of a person's levels, by competency, and what is still on its way."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from lms.competencies.selectors.framework import competencies
from lms.people.models import User

from ...models import EvidenceContest, EvidenceEntry
from ..levels import Standing, explain_all
from .origins import Line, line_of, rows_of_person


@dataclass(frozen=True, slots=True)
class OfOneCompetency:
    standing: Standing
    lines: list[Line]  # in force, latest first
    former: list[Line]  # no longer in force

    @property
    def has_direct(self) -> bool:
        return any(line.is_direct for line in self.lines)


def evidence_by_competency(user: User, at: datetime) -> list[OfOneCompetency]:
    """In the framework's order, what the posts demand and what evidence speaks of; queries do not grow with it."""
    explained = explain_all(user, at)
    weights = {line.public_id: line.weight for one in explained.values() for line in one.lines}
    code_of = {card.pk: code for code, card in competencies().items()}
    lines: dict[str, list[Line]] = {}
    for row in rows_of_person(user).filter(competency_id__in=code_of):
        lines.setdefault(code_of[row.competency_id], []).append(line_of(row, weights.get(row.public_id)))
    return [
        OfOneCompetency(
            one.standing,
            [line for line in lines.get(code, []) if line.counts],
            [line for line in lines.get(code, []) if not line.counts],
        )
        for code, one in explained.items()
    ]


def lines_of(user: User, code: str, weights: dict[UUID, float]) -> list[Line]:
    """Of one competency, in force, oldest first. `weights`: public number of a row → its share."""
    rows = rows_of_person(user).filter(competency__code=code, superseded_at=None, public_id__in=weights)
    return [line_of(row, weights[row.public_id]) for row in reversed(rows)]


def entries_without_rows(user: User) -> QuerySet[EvidenceEntry]:
    """What waits, and what came to nothing before it ever counted."""
    entries = EvidenceEntry.objects.filter(learner=user, evidence=None)
    return entries.select_related("competency", "certificate").order_by("-entered_at")


def contests_of(user: User) -> QuerySet[EvidenceContest]:
    """The person's own, open ones first."""
    found = EvidenceContest.objects.filter(evidence__learner=user)
    return found.select_related("evidence__competency").order_by("decided_at", "-filed_at")
