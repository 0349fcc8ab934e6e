"""The file of service figures to fill in: a row for every unit and indicator, and what the indicators mean."""

from collections.abc import Sequence
from datetime import date

from ..domain.indicators.layout import LAYOUT
from ..models import ServiceIndicator
from .sheet_template import WRITERS


def service_template(
    file_format: str, codes: Sequence[str], indicators: Sequence[ServiceIndicator], month: date
) -> bytes:
    rows = [[code, f"{month:%Y-%m}", one.code, "", ""] for code in codes for one in indicators]
    return WRITERS[file_format]([LAYOUT.columns, *rows], [_meaning(one) for one in indicators])


def _meaning(one: ServiceIndicator) -> list[str]:
    words = (one.name, one.definition, one.numerator, one.denominator, one.unit_of_measure)
    return [one.code, *map(str, words)]
