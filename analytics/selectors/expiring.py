"""Certificates that run out in the months ahead, of everybody in reach together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from certificates.selectors.expiring import expiring_certificates
from lms.lib.disclosure import SMALLEST_GROUP, to_base
from lms.people.access import Scope
from lms.people.selectors.posted import people_in

from ..domain.months import months_after, steps_of

MONTHS = 12


@dataclass(frozen=True, slots=True)
class CertificateLine:
    name: str
    months: list[int] | None  # None: fewer than ten run out in all

    @property
    def year(self) -> int:
        return sum(self.months or [])


@dataclass(frozen=True, slots=True)
class CertificatesAhead:
    months: list[date]
    lines: list[CertificateLine]


def certificates_ahead(scope: Scope, day: date) -> CertificatesAhead:
    """Of whole reaches only: two units beside each other would be subtracted from the one above them."""
    months = months_after(day, MONTHS)
    end = months_after(months[-1], 1)[0]
    found = expiring_certificates(people_in(scope), after=day, before=end)
    lines = [CertificateLine(f"{one.code} {one.title}", _steps(one.by_month, months)) for one in found]
    return CertificatesAhead(months, lines)


def _steps(by_month: Mapping[date, int], months: Sequence[date]) -> list[int] | None:
    """Running totals are rounded, as for re-checks; what runs out before the first month counts in it."""
    counts = [by_month.get(month, 0) for month in months]
    counts[0] += sum(count for month, count in by_month.items() if month < months[0])
    if sum(counts) < SMALLEST_GROUP:
        return None
    return steps_of([to_base(total) for total in accumulate(counts)])
