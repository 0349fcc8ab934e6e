"""The current framework, read once per process and version."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from lms.base.db.prepared import Prepared
from lms.base.fields import LocalizedText

from ..models import Competency, Framework, LevelIndicator, ProficiencyLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetencyCard:
    pk: int
    code: str
    name: LocalizedText
    description: LocalizedText
    area_code: str
    area_name: LocalizedText
    position: int
    half_life_months: int


@dataclass(frozen=True, slots=True)
class LevelCard:
    ordinal: int
    name: LocalizedText


def current_framework() -> Framework:
    return Framework.objects.get(is_current=True)


def competencies() -> dict[str, CompetencyCard]:
    """Code → card, in the framework's order; one small query a call, the cards come from memory."""
    return next((_cards(*framework) for framework in _current()), {})


def levels() -> dict[int, LevelCard]:
    rungs = ProficiencyLevel.objects.filter(framework__is_current=True)
    return {rung.ordinal: LevelCard(rung.ordinal, rung.name) for rung in rungs}


def indicators_of(code: str) -> dict[int, LocalizedText]:
    rows = LevelIndicator.objects.filter(competency__code=code, competency__framework__is_current=True)
    return {row.ordinal: row.text for row in rows}


_current = Prepared(lambda: Framework.objects.filter(is_current=True).values_list("pk", "revised_at"))


@lru_cache(maxsize=8)
def _cards(framework_id: int, revised_at: datetime) -> dict[str, CompetencyCard]:
    rows = Competency.objects.filter(framework_id=framework_id).select_related("area")
    return {
        row.code: CompetencyCard(
            pk=row.pk,
            code=row.code,
            name=row.name,
            description=row.description,
            area_code=row.area.code,
            area_name=row.area.name,
            position=row.position,
            half_life_months=row.half_life_months,
        )
        for row in rows
    }
