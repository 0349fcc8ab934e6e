"""The shortest examination that gives direct evidence on a competency: what finding out would cost in working time."""

from collections.abc import Collection
from dataclasses import dataclass

from lms.base.fields import LocalizedText

from ..models import BlueprintCell


@dataclass(frozen=True, slots=True)
class EvidenceTask:
    code: str
    title: LocalizedText
    minutes: int


def shortest_tasks(competencies: Collection[str]) -> dict[str, EvidenceTask]:
    """Competency code → its shortest examination; codes without one are absent. One statement."""
    rows = BlueprintCell.objects.filter(competency__code__in=competencies, competency__framework__is_current=True)
    fields = ("competency__code", "examination__minutes", "examination__code", "examination__title")
    found: dict[str, EvidenceTask] = {}
    for competency, minutes, code, title in rows.order_by("examination__minutes", "examination__code").values_list(
        *fields
    ):
        found.setdefault(competency, EvidenceTask(code, LocalizedText(title), minutes))
    return found
