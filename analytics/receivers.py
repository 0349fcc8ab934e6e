"""Work that pages ask for and the background does."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lms.base.outbox import handles

from .services.calendar import REQUESTED, take_requested


def on_snapshot_requested(payload: Mapping[str, Any]) -> None:
    take_requested(at=datetime.fromisoformat(payload["at"]), by_id=payload["by"])


handles(REQUESTED, on_snapshot_requested)
