"""Work that pages ask for and the background does."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from lms.base.outbox import handles

from .services.calendar import REQUESTED, take_requested
from .services.delivering import mail_link
from .services.exports import MADE, ORDERED, make_export


def on_snapshot_requested(payload: Mapping[str, Any]) -> None:
    take_requested(at=datetime.fromisoformat(payload["at"]), by_id=payload["by"])


def on_export_ordered(payload: Mapping[str, Any]) -> None:
    make_export(public_id=UUID(payload["file"]))


def on_delivery_made(payload: Mapping[str, Any]) -> None:
    mail_link(public_id=UUID(payload["file"]))


handles(REQUESTED, on_snapshot_requested)
handles(ORDERED, on_export_ordered)
handles(MADE, on_delivery_made)
