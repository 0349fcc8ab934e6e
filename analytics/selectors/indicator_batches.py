"""An import of service figures as its page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lms.people.models import OrgUnit

from ..domain.indicators.plan import unpacked
from ..models import IndicatorBatch
from .import_words import COLUMNS, reason_of
from .indicators import indicators
from .service_words import figure

SHOWN = 50


@dataclass(frozen=True, slots=True)
class ChangeLine:
    kind: str
    unit: str
    indicator: str
    month: date
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FaultLine:
    row: int
    column: str  # as in the file
    words: str  # the same in the reader's language
    reason: str
    value: str


def changes_of(batch: IndicatorBatch) -> list[ChangeLine]:
    """The first of them; corrections come before what is new, because they change what was told before."""
    records = sorted(unpacked(bytes(batch.plan)), key=lambda record: record[0] != "corrected")[:SHOWN]
    known = {one.code: (str(one.name), one.meaning) for one in indicators()}
    names = {unit.code: f"{unit.code} {unit.name}" for unit in OrgUnit.objects.filter(code__in={r[1] for r in records})}
    return [
        ChangeLine(
            kind=kind,
            unit=names.get(unit, unit),
            indicator=name,
            month=date.fromisoformat(month),
            before=figure(meaning.value(*before), meaning) if before else "",
            after=figure(meaning.value(*after), meaning),
        )
        for kind, unit, code, month, after, before in records
        for name, meaning in [known[code]]
    ]


def faults_of(batch: IndicatorBatch, most: int | None = SHOWN) -> list[FaultLine]:
    faults: list[Mapping[str, Any]] = batch.faults[:most]
    return [
        FaultLine(one["row"], one["column"], str(COLUMNS.get(one["column"], "")), reason_of(one), one["value"])
        for one in faults
    ]
