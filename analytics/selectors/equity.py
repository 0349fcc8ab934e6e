"""An audit of equity as a page says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import EquityAudit, Snapshot

NAMES: Mapping[str, str | Promise] = {
    "age": gettext_lazy("Age"),
    "service": gettext_lazy("Length of service"),
    "under_35": gettext_lazy("under 35 years"),
    "35_to_49": gettext_lazy("35 to 49 years"),
    "from_50": gettext_lazy("50 years and over"),
    "under_5": gettext_lazy("under 5 years of service"),
    "5_to_14": gettext_lazy("5 to 14 years of service"),
    "from_15": gettext_lazy("15 years of service and more"),
}


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    people: int
    assessed: int | None  # per cent
    coverage: int | None
    assessed_against: str
    coverage_against: str
    is_notable: bool


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class EquityPage:
    snapshot: Snapshot
    offered: list[Snapshot]
    tables: list[Table]

    @property
    def notable(self) -> list[tuple[str, Row]]:
        return [(table.title, row) for table in self.tables for row in table.rows if row.is_notable]


def equity_page(public_id: str) -> EquityPage | None:
    """The audit asked for, else the latest; None before the first."""
    audits = list(EquityAudit.objects.select_related("snapshot").order_by("-snapshot__as_of"))
    if not audits:
        return None
    audit = next((one for one in audits if str(one.snapshot.public_id) == public_id), audits[0])
    tables = [Table(str(NAMES[name]), [_row(one) for one in rows]) for name, rows in audit.figures.items()]
    return EquityPage(audit.snapshot, [one.snapshot for one in audits], tables)


def _row(one: Mapping[str, Any]) -> Row:
    differences = [one["assessed_against"], one["coverage_against"]]
    return Row(
        name=str(NAMES[one["band"]]),
        people=one["people"],
        assessed=_percent(one["assessed"]),
        coverage=_percent(one["coverage"]),
        assessed_against=in_words(one["assessed_against"]),
        coverage_against=in_words(one["coverage_against"]),
        is_notable=any(found and found["is_notable"] for found in differences),
    )


def _percent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)


def in_words(found: Mapping[str, Any] | None) -> str:
    if found is None:
        return _("too few people to compare")
    low, value, high = (round(100 * found[name]) for name in ("low", "value", "high"))
    interval = {"value": _signed(value), "low": _signed(low), "high": _signed(high)}
    if found["is_notable"]:
        return _("%(value)s points (%(low)s to %(high)s): more than chance") % interval
    if low > 0 or high < 0:
        return _("%(value)s points (%(low)s to %(high)s): more than chance, but less than five points") % interval
    return _("%(value)s points (%(low)s to %(high)s): no clear difference") % interval


def _signed(points: int) -> str:
    return f"{points:+d}".replace("-", "−") if points else "0"
