"""The trainings that units can be compared by, and since when each unit counts as trained. Reads no person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from certificates.selectors.uptake import titles
from lms.competencies.selectors.framework import competencies
from lms.people.access import Scope

from ..models import TrainingStart


@dataclass(frozen=True, slots=True)
class Training:
    kind: str
    code: str
    name: str
    units: int

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.code}"


def trainings(scope: Scope) -> list[Training]:
    """Those of which some unit in reach has enough; certificates first, then what most units have."""
    rows = TrainingStart.objects.filter(scope.condition("unit__path")).order_by()
    counted = rows.values_list("kind", "code").annotate(units=Count("unit"))
    names: Mapping[str, Mapping[str, str]] = {
        TrainingStart.Kind.CERTIFICATE: titles(),
        TrainingStart.Kind.EVIDENCE: {code: str(card.name) for code, card in competencies().items()},
    }
    found = [Training(kind, code, f"{code} {names[kind].get(code, '')}".strip(), n) for kind, code, n in counted]
    return sorted(found, key=lambda one: (one.kind != TrainingStart.Kind.CERTIFICATE, -one.units, one.code))


def trained_since(training: Training, scope: Scope) -> dict[str, date]:
    """Unit → month."""
    rows = TrainingStart.objects.filter(scope.condition("unit__path"), kind=training.kind, code=training.code)
    return dict(rows.values_list("unit__code", "month"))
