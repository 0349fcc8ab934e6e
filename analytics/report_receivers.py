"""Mail about reports and actions leaves through the outbox."""

from collections.abc import Mapping
from typing import Any

from lms.base.outbox import handles

from .services.reports.calendar import FROZEN
from .services.reports.notices import notify_action_overdue, notify_frozen, notify_report_overdue
from .services.reports.reminding import ACTION_OVERDUE, REPORT_OVERDUE


def on_action_overdue(payload: Mapping[str, Any]) -> None:
    notify_action_overdue(action_id=payload["action"])


def on_report_overdue(payload: Mapping[str, Any]) -> None:
    notify_report_overdue(calendar_id=payload["calendar"], person_id=payload["person"])


def on_round_frozen(payload: Mapping[str, Any]) -> None:
    notify_frozen(calendar_id=payload["calendar"], person_id=payload["person"])


handles(ACTION_OVERDUE, on_action_overdue)
handles(REPORT_OVERDUE, on_report_overdue)
handles(FROZEN, on_round_frozen)
