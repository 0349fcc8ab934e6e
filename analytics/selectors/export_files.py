"""Files and deliveries as their pages list them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet

from lms.people.access import Scope, visible
from lms.people.models import AccessGrant, User

from ..exports.formats import FORMATS
from ..exports.tables import TABLES
from ..models import Delivery, DeliveryRun, ExportFile
from ..readers import EXPORTERS

RUNS_SHOWN = 3
PATIENCE = timedelta(minutes=3)  # a page that waits for a file asks again by itself for so long


@dataclass(frozen=True, slots=True)
class FileLine:
    file: ExportFile
    title: str
    format: str


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    delivery: Delivery
    title: str
    format: str
    recipients: list[str]
    runs: list[DeliveryRun]


def files_of(user: User) -> list[FileLine]:
    """Newest first."""
    rows = visible(user, ExportFile).select_related("snapshot")
    return [FileLine(row, str(TABLES[row.table].label), FORMATS[row.format].label) for row in rows]


def is_waiting(lines: list[FileLine], now: datetime) -> bool:
    waits = ExportFile.State.WAITING
    return any(line.file.state == waits and line.file.asked_at > now - PATIENCE for line in lines)


def deliveries_for(user: User) -> list[DeliveryLine]:
    """Two statements beside the first, for any number of deliveries."""
    rows = visible(user, Delivery).select_related("unit").order_by("unit__path", "pk")
    rows = rows.prefetch_related("recipients", Prefetch("runs", DeliveryRun.objects.select_related("snapshot")))
    return [
        DeliveryLine(
            row,
            str(TABLES[row.table].label),
            FORMATS[row.format].label,
            sorted(one.name for one in row.recipients.all()),
            list(row.runs.all())[:RUNS_SHOWN],
        )
        for row in rows
    ]


def possible_recipients(scope: Scope) -> QuerySet[User]:
    """Everybody who may take figures of some unit around here away; the form asks for the unit itself."""
    grants = AccessGrant.objects.filter(role__in=EXPORTERS, ended_at=None)
    near = [pk for pk, path in grants.values_list("user_id", "unit__path") if _touches(scope, path)]
    return User.objects.filter(pk__in=near, is_active=True).order_by("name", "pk")


def _touches(scope: Scope, path: str) -> bool:
    return any(path.startswith(own) or own.startswith(path) for own in scope.paths)
