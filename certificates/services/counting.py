"""Counting who asks how often. One statement counts in every window, so that no two requests lose each other's."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import connection

from ..models import AskingCount

TABLE = AskingCount._meta.db_table


def count_asking(*, who: str, windows: Sequence[int], at: datetime) -> dict[int, int]:
    """Count one more; window length in seconds → how often in the window that runs now."""
    rows = [(who, seconds, connection.ops.adapt_datetimefield_value(window_end(seconds, at))) for seconds in windows]
    statement = (
        f"INSERT INTO {TABLE} (who, seconds, ends_at, count) VALUES {', '.join(['(%s, %s, %s, 1)'] * len(rows))} "  # noqa: S608  (no input)
        f"ON CONFLICT (who, seconds, ends_at) DO UPDATE SET count = {TABLE}.count + 1 RETURNING seconds, count"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for row in rows for value in row])
        return dict(cursor.fetchall())


def window_end(seconds: int, at: datetime) -> datetime:
    """Windows follow each other without a gap since 1970, the same for everybody."""
    return datetime.fromtimestamp((int(at.timestamp()) // seconds + 1) * seconds, tz=UTC)


def drop_past_counts(*, at: datetime) -> int:
    return AskingCount.objects.filter(ends_at__lte=at).delete()[0]
