"""The trainings that units can be compared by, and since when each unit counts as trained. Reads no person."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet

from certificates.selectors.uptake import titles
from lms.competencies.selectors.framework import competencies
from lms.people.access import Scope

from ..models import RolloutDate, TrainingStart

KINDS = TrainingStart.Kind


@dataclass(frozen=True, slots=True)
class Training:
    kind: str
    code: str
    name: str
    units: int = 0

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.code}"


@dataclass(frozen=True, slots=True)
class Start:
    """Since when a unit counts as trained: by a course date that was stated, or as noted when enough staff had it."""

    month: date
    is_stated: bool


def trainings(scope: Scope) -> list[Training]:
    """Those of which some unit in reach counts as trained; certificates first, then what most units have."""
    noted = TrainingStart.objects.filter(scope.condition("unit__path")).order_by()
    also = TrainingStart.objects.filter(
        kind=OuterRef("rollout__kind"), code=OuterRef("rollout__code"), unit=OuterRef("unit")
    )
    stated = _in_force(scope).exclude(Exists(also)).order_by()
    counted = Counter[tuple[str, str]]()
    for kind, code, units in noted.values_list("kind", "code").annotate(units=Count("unit")):
        counted[kind, code] += units
    pairs = stated.values_list("rollout__kind", "rollout__code")
    for kind, code, units in pairs.annotate(units=Count("unit", distinct=True)):
        counted[kind, code] += units
    names = _names()
    found = [Training(kind, code, _name(names[kind], code), n) for (kind, code), n in counted.items()]
    return sorted(found, key=lambda one: (one.kind != KINDS.CERTIFICATE, -one.units, one.code))


def offered() -> list[Training]:
    """Everything that a course may lead to: certificates, then competencies."""
    return [Training(kind, code, _name(named, code)) for kind, named in _names().items() for code in sorted(named)]


def starts(training: Training, scope: Scope) -> dict[str, Start]:
    """Unit → since when; what was stated comes before what was noted, and of two statements the later counts."""
    noted = TrainingStart.objects.filter(scope.condition("unit__path"), kind=training.kind, code=training.code)
    stated = _in_force(scope).filter(rollout__kind=training.kind, rollout__code=training.code)
    in_order = stated.order_by("rollout__created_at", "rollout_id").values_list("unit__code", "month")
    found = {unit: Start(month, is_stated=False) for unit, month in noted.values_list("unit__code", "month")}
    return found | {unit: Start(month, is_stated=True) for unit, month in in_order}


def _in_force(scope: Scope) -> QuerySet[RolloutDate]:
    rows: QuerySet[RolloutDate] = RolloutDate.objects.filter(scope.condition("unit__path"), rollout__undone_at=None)
    return rows


def _names() -> Mapping[str, Mapping[str, str]]:
    return {
        KINDS.CERTIFICATE.value: titles(),
        KINDS.EVIDENCE.value: {code: str(card.name) for code, card in competencies().items()},
    }


def _name(named: Mapping[str, str], code: str) -> str:
    return f"{code} {named.get(code, '')}".strip()
