"""Which snapshots there should be, and how long each is kept. Running any of these twice changes nothing."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from lms.base.audit import record
from lms.base.models import AuditEvent
from lms.base.outbox import announce
from lms.people.models import User

from ..domain.quarters import quarter_ends
from ..models import Snapshot, SnapshotBuild
from .snapshots import take_snapshot

HISTORY_QUARTERS = 6  # 18 months
DAILY_KEPT = timedelta(days=35)
SHORTEST_PAUSE = timedelta(minutes=1)
REQUESTED = "analytics.snapshot_requested"


class SnapshotJustTaken(Exception):
    """One was taken or asked for within the last minute."""


def is_first_time() -> bool:
    return not Snapshot.objects.exists()


def take_due_snapshots(*, at: datetime) -> list[Snapshot]:
    """The last whole quarter's, if missing, and today's."""
    return [*_quarters(at, 1), *_today(at)]


def take_history(*, at: datetime) -> list[Snapshot]:
    """The quarters of the last 18 months, and today's."""
    return [*_quarters(at, HISTORY_QUARTERS), *_today(at)]


@transaction.atomic
def request_snapshot(*, by: User, at: datetime) -> None:
    """Have one taken in the background as soon as this is committed."""
    if AuditEvent.objects.filter(action="snapshot.requested", at__gt=at - SHORTEST_PAUSE).exists():
        raise SnapshotJustTaken
    announce(REQUESTED, {"at": at.isoformat(), "by": by.pk})
    record(by, "snapshot.requested", as_of=at.isoformat())


def take_requested(*, at: datetime, by_id: int) -> None:
    """May run twice for one request."""
    if not Snapshot.objects.filter(as_of=at).exists():
        take_snapshot(at=at, occasion=Snapshot.Occasion.REQUEST, by=User.objects.filter(pk=by_id).first())


@transaction.atomic
def drop_old_daily(*, at: datetime) -> int:
    """Daily ones make way after five weeks, with the facts behind them; those of quarters and those asked for stay.

    So does what was begun that long ago and never finished. The snapshot published last always stays: the next one is
    held against it.
    """
    SnapshotBuild.objects.filter(snapshot=None, as_of__lt=at - DAILY_KEPT).delete()
    last = Snapshot.objects.order_by("-pk").values_list("pk", flat=True)[:1]
    old = Snapshot.objects.filter(occasion=Snapshot.Occasion.DAY, as_of__lt=at - DAILY_KEPT).exclude(pk__in=list(last))
    moments = [moment.isoformat() for moment in old.values_list("as_of", flat=True)]
    if moments:
        builds = list(old.values_list("build", flat=True))
        old.delete()
        SnapshotBuild.objects.filter(pk__in=builds).delete()
        record(None, "snapshots.dropped", as_of=moments)
    return len(moments)


def _quarters(at: datetime, quarters: int) -> list[Snapshot]:
    moments = [_end_of(day) for day in quarter_ends(timezone.localdate(at), quarters)]
    return [
        take_snapshot(at=moment, occasion=Snapshot.Occasion.QUARTER)
        for moment in moments
        if not Snapshot.objects.filter(as_of=moment).exists()
    ]


def _today(at: datetime) -> list[Snapshot]:
    begin = timezone.make_aware(datetime.combine(timezone.localdate(at), time.min))
    taken = Snapshot.objects.filter(occasion=Snapshot.Occasion.DAY, as_of__gte=begin, as_of__lte=at)
    if taken.exists():
        return []
    begun = SnapshotBuild.objects.filter(occasion=Snapshot.Occasion.DAY, as_of__gte=begin, as_of__lte=at).first()
    return [take_snapshot(at=begun.as_of if begun else at, occasion=Snapshot.Occasion.DAY)]


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))
