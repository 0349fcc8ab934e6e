"""Work of the outbox that belongs to measuring."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from lms.base import outbox
from lms.people.signals import posts_changed

from .services.conduct.notices import notify_of_case
from .services.conduct.runs import NOTICE as CONDUCT_NOTICE
from .services.entries.notices import CONTEST_NOTICE, ENTRY_NOTICE, notify_of_contest, notify_of_entry
from .services.invigilation.notices import notify_of_session
from .services.invigilation.sessions import NOTICE as SESSION_NOTICE
from .services.levels.recomputing import recompute_people
from .services.marking_notices import RESULT_NOTICE, SHORTAGE_NOTICE, notify_marked, notify_of_shortage
from .services.regrade_notices import notify_regraded
from .services.regrade_writing import NOTICE
from .services.standard_setting.notices import JUDGE_NOTICE, RATER_NOTICE, notify_judge, notify_rater


@receiver(posts_changed, dispatch_uid="assessments.count_where_people_are")
def count_where_people_are(*, user_ids: Sequence[int], **_: Any) -> None:
    recompute_people(learner_ids=user_ids, at=timezone.now())


def _regraded(payload: Mapping[str, Any]) -> None:
    notify_regraded(attempt_id=payload["attempt"], regrade_id=payload["regrade"])


def _session(payload: Mapping[str, Any]) -> None:
    notify_of_session(session_id=payload["session"], person_id=payload["person"])


def _conduct(payload: Mapping[str, Any]) -> None:
    notify_of_case(case_id=payload["case"], news=payload["news"])


def _marked(payload: Mapping[str, Any]) -> None:
    notify_marked(attempt_id=payload["attempt"])


def _shortage(payload: Mapping[str, Any]) -> None:
    notify_of_shortage(bank_id=payload["bank"], person_id=payload["person"])


def _judge(payload: Mapping[str, Any]) -> None:
    notify_judge(panel_id=payload["panel"], person_id=payload["person"], round_number=payload["round"])


def _rater(payload: Mapping[str, Any]) -> None:
    notify_rater(panel_id=payload["panel"], person_id=payload["person"])


def _entry(payload: Mapping[str, Any]) -> None:
    notify_of_entry(entry_id=payload["entry"], news=payload["news"])


def _contest(payload: Mapping[str, Any]) -> None:
    notify_of_contest(contest_id=payload["contest"], news=payload["news"], person_id=payload["person"])


outbox.handles(ENTRY_NOTICE, _entry)
outbox.handles(CONTEST_NOTICE, _contest)
outbox.handles(NOTICE, _regraded)
outbox.handles(JUDGE_NOTICE, _judge)
outbox.handles(RATER_NOTICE, _rater)
outbox.handles(RESULT_NOTICE, _marked)
outbox.handles(SHORTAGE_NOTICE, _shortage)
outbox.handles(SESSION_NOTICE, _session)
outbox.handles(CONDUCT_NOTICE, _conduct)
