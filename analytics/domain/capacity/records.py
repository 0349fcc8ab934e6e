"""Capacity as plain values, for a preview that is kept and for the database."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from .facts import Capacity, Leader, Rank


def as_record(capacity: Capacity) -> dict[str, Any]:
    return {**asdict(capacity), "rank": capacity.rank or "", "led_by": capacity.led_by or ""}


def from_record(record: Mapping[str, Any]) -> Capacity:
    rank, led_by = record["rank"], record["led_by"]
    chosen = {"rank": Rank(rank) if rank else None, "led_by": Leader(led_by) if led_by else None}
    return Capacity(**{**record, **chosen})
