"""The figures once more, by hand: loops over raw rows and the formulas of the design, none of the code under test."""

from dataclasses import dataclass, field
from datetime import datetime
from math import erf, sqrt

from assessments.models import Evidence
from lms.competencies.models import RoleRequirement
from lms.people.models import RoleAssignment

VALIDITY = {"exam": 0.78, "simulation": 0.70, "supervisor_artefact": 0.65, "self_rating": 0.30}
BIAS = {"exam": 0.0, "simulation": 0.0, "supervisor_artefact": 0.15, "self_rating": 0.50}
DEPENDENCE = {"exam": 0.5, "simulation": 0.3, "supervisor_artefact": 0.5, "self_rating": 0.5}
HALF_LIFE = 24


@dataclass
class Figures:
    people: int = 0
    fte: float = 0.0
    assessed_fte: float = 0.0
    able: float = 0.0
    spread: float = 0.0
    states: dict[str, int] = field(default_factory=lambda: {"met": 0, "gap": 0, "undetermined": 0, "not_assessed": 0})

    @property
    def assessed(self) -> int:
        return self.people - self.states["not_assessed"]


def probability(user_id: int, code: str, *, required: int, at: datetime) -> float | None:
    rows = list(Evidence.objects.filter(learner_id=user_id, competency__code=code, observed_at__lte=at))
    if not any(row.kind != "self_rating" for row in rows):
        return None
    precision, pull = 1 / 1.5, 2.5 / 1.5
    for row in rows:
        same = sum(1 for other in rows if other.kind == row.kind)
        age = (at - row.observed_at).total_seconds() / (30.4375 * 86400)
        variance = (1 / VALIDITY[row.kind] ** 2 - 1) * (1 + age / HALF_LIFE) * (1 + (same - 1) * DEPENDENCE[row.kind])
        precision += 1 / variance
        pull += (row.value - BIAS[row.kind]) / variance
    mean, sd = pull / precision, sqrt(1 / precision)
    return 0.5 * (1 + erf((mean - (required - 0.5)) / (sd * sqrt(2))))


def figures(path: str, code: str, at: datetime) -> Figures:
    """Of everybody whose main post lies in the subtree."""
    found = Figures()
    users = set(RoleAssignment.objects.current().values_list("user_id", flat=True))
    for user_id in sorted(users):
        held = list(RoleAssignment.objects.current().filter(user_id=user_id).select_related("unit"))
        main = sorted(held, key=lambda one: (-float(one.fte), one.starts_on))[0]
        demands = RoleRequirement.objects.filter(
            profile__post__in=[one.post_id for one in held], competency__code=code
        ).values_list("level", flat=True)
        if main.unit.path.startswith(path) and demands:
            fte = min(1.0, sum(float(one.fte) for one in held))
            _count(found, fte, probability(user_id, code, required=max(demands), at=at))
    return found


def _count(found: Figures, fte: float, p: float | None) -> None:
    found.people += 1
    found.fte += fte
    if p is None:
        found.states["not_assessed"] += 1
        return
    found.assessed_fte += fte
    found.able += fte * p
    found.spread += fte * fte * p * (1 - p)
    found.states["met" if p >= 0.75 else "gap" if p <= 0.25 else "undetermined"] += 1
