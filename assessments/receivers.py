"""Work of the outbox that belongs to measuring."""

from collections.abc import Mapping
from typing import Any

from lms.base import outbox

from .services.conduct.notices import notify_of_case
from .services.conduct.runs import NOTICE as CONDUCT_NOTICE
from .services.invigilation.notices import notify_of_session
from .services.invigilation.sessions import NOTICE as SESSION_NOTICE
from .services.regrade_notices import notify_regraded
from .services.regrade_writing import NOTICE


def _regraded(payload: Mapping[str, Any]) -> None:
    notify_regraded(attempt_id=payload["attempt"], regrade_id=payload["regrade"])


def _session(payload: Mapping[str, Any]) -> None:
    notify_of_session(session_id=payload["session"], person_id=payload["person"])


def _conduct(payload: Mapping[str, Any]) -> None:
    notify_of_case(case_id=payload["case"], news=payload["news"])


outbox.handles(NOTICE, _regraded)
outbox.handles(SESSION_NOTICE, _session)
outbox.handles(CONDUCT_NOTICE, _conduct)
