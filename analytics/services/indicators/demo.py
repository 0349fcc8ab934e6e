"""Invented figures of the service for the starter units, brought in as any office would bring in its own."""

import csv
from datetime import date, datetime
from io import StringIO

from django.utils import timezone

from ...domain.indicators.invention import invented, months_until
from ...domain.indicators.series import month_after
from ...models import IndicatorBatch, TrainingStart
from ...selectors.roster import staff_on, units
from ..training_starts import note_training_starts
from .importing import apply_figures, preview_figures
from .planning import Upload

MONTHS = 24
NAME = "Invented figures of the demonstration"
FILE = "invented-service-figures.csv"


def invent_service_figures(*, at: datetime) -> int:
    """Once; how many figures were brought in."""
    if IndicatorBatch.objects.filter(file_name=FILE).exists():
        return 0
    note_training_starts(at=at)
    last = month_after(timezone.localdate(at).replace(day=1), -1)
    text = StringIO(newline="")
    csv.writer(text).writerows(invented(_staff(at), _trained(), months_until(last, MONTHS)))
    upload = Upload(FILE, text.getvalue().encode())
    batch = preview_figures(upload=upload, name=NAME, by=None)
    return int(apply_figures(batch=batch, by=None, seen=batch.fingerprint).counts["new"])


def _staff(at: datetime) -> dict[str, int]:
    codes = {path: unit.code for path, unit in units().items()}
    people: dict[str, set[int]] = {}
    for path, person in staff_on(timezone.localdate(at)):
        people.setdefault(codes[path], set()).add(person)
    return {code: len(found) for code, found in people.items() if len(found) > 5}


def _trained() -> dict[str, date]:
    """By the certificate that most units have."""
    rows = TrainingStart.objects.filter(kind=TrainingStart.Kind.CERTIFICATE).order_by("code", "unit__path")
    found: dict[str, dict[str, date]] = {}
    for code, unit, month in rows.values_list("code", "unit__code", "month"):
        found.setdefault(code, {})[unit] = month
    return max(found.values(), key=len, default={})
