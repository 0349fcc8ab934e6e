"""A believable past for the starter academy: simulated people sit the real examinations.

The draw, the marks, the cut scores and the evidence come from the code that serves candidates; only the storing is in
bulk. Everything follows from the seed and the day of loading.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from operator import itemgetter
from random import Random

from django.db import transaction
from django.utils import timezone

from lms.base.audit import Entry, record_many
from lms.competencies.selectors.framework import competencies
from lms.people.models import User

from ..domain.blueprints import draw
from ..domain.items.parts import Reply, Slot
from ..domain.items.wire import write_reply
from ..domain.score_sheet import Task, score
from ..domain.synthetic import Challenge, answer
from ..models import Attempt, AttemptResult, DrawnItem, Evidence, Examination, ItemVersion, Response
from ..selectors.examinations import cut_history, in_force
from ..selectors.item_bank import blueprint_of, pool_of, slots_by_version
from .delivery import drawn_items
from .evidence import evidence_of_attempt
from .marking import Key, keys_of, result_of, settle

BATCH = 2000
LEARNING_FROM_A_FAILURE = 0.3  # levels
DEMANDED_NOWHERE = 1.0  # level of a skill that the post does not ask for
SHARE_OF_TIME = (0.35, 0.95)


@dataclass(frozen=True, slots=True)
class Sitter:
    """A simulated person: true ability by competency, on the level scale, and the language in which they read."""

    user: User
    ability: Mapping[str, float]
    language: str = ""

    def stands_at(self, competency: str) -> float:
        return self.ability.get(competency, DEMANDED_NOWHERE)


@dataclass(slots=True)
class Records:
    """What is to be stored, in the order of its making."""

    attempts: list[Attempt] = field(default_factory=list)
    drawn: list[DrawnItem] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    results: list[AttemptResult] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)


class ExamHall:
    """One examination, with its pool and keys read once."""

    def __init__(self, examination: Examination, rng: Random) -> None:
        self.examination = examination
        self.pool = pool_of(examination)
        self.blueprint = blueprint_of(examination)
        self.slots = slots_by_version([candidate.version_id for candidate in self.pool])
        self.keys = keys_of(self.slots)
        self.challenges = _challenges(self.keys)
        self.cuts = cut_history(examination)
        self.rng = rng
        self.cards = competencies()

    def sit(self, sitter: Sitter, moments: Iterable[datetime], records: Records) -> Attempt | None:
        """Try at these moments until passed; the last attempt, or None if there was no moment."""
        seen: set[int] = set()
        attempt, learnt = None, 0.0
        for moment in moments:
            attempt, version_ids = self._attempt(sitter, moment, seen=seen, learnt=learnt, records=records)
            seen |= version_ids
            if attempt.has_passed:
                break
            learnt += LEARNING_FROM_A_FAILURE
        return attempt

    def _attempt(
        self, sitter: Sitter, moment: datetime, *, seen: set[int], learnt: float, records: Records
    ) -> tuple[Attempt, set[int]]:
        rng = self.rng
        minutes = self.examination.minutes
        attempt = Attempt(
            learner=sitter.user,
            examination=self.examination,
            status=Attempt.Status.SUBMITTED,
            started_at=moment,
            deadline=moment + timedelta(minutes=minutes),
            closed_at=moment + timedelta(minutes=minutes * rng.uniform(*SHARE_OF_TIME)),
            seed=rng.getrandbits(62),
            binding="",
            language=sitter.language,
            cuts={str(level): share for level, share in in_force(self.cuts, timezone.localdate(moment)).items()},
        )
        drawn = draw(self.pool, self.blueprint, seen=seen, rng=rng)
        rows = drawn_items(attempt, drawn, slots=self.slots, rng=rng)
        answers, tasks = {}, []
        for row in rows:
            challenge = self.challenges[row.version_id]
            task = replace(challenge.task, position=row.position)
            tasks.append(task)
            answers[row.position] = answer(challenge, sitter.stands_at(task.competency) + learnt, rng)
        sheet = score(tasks, answers)
        settle(attempt, sheet)
        for row in rows:
            row.mark = sheet.marks.get(row.position)
            records.responses.append(_response(row, answers[row.position], self.slots[row.version_id]))
        records.attempts.append(attempt)
        records.drawn += rows
        records.results.append(result_of(attempt, rows, sheet, self.keys))
        records.evidence += evidence_of_attempt(attempt, sheet, self.cards)
        return attempt, {candidate.item_id for candidate in drawn}


@transaction.atomic
def store(records: Records) -> None:
    """Everything or nothing, with the same entries in the log as a real sitting."""
    Attempt.objects.bulk_create(records.attempts, batch_size=BATCH)
    _in_bulk(DrawnItem.objects.bulk_create, records.drawn)
    _in_bulk(Response.objects.bulk_create, records.responses)
    _in_bulk(AttemptResult.objects.bulk_create, records.results)
    _in_bulk(Evidence.objects.bulk_create, records.evidence)
    entries = [(entry.at, entry) for attempt in records.attempts for entry in _log_of(attempt)]
    record_many([entry for _, entry in sorted(entries, key=itemgetter(0))])


def _in_bulk(create: Callable[..., object], rows: Sequence[DrawnItem | Response | AttemptResult | Evidence]) -> None:
    for row in rows:
        row.attempt_id = row.attempt.pk  # type: ignore[union-attr]
    create(rows, batch_size=BATCH)


def _response(row: DrawnItem, reply: Reply, slots: Sequence[Slot]) -> Response:
    closed_at = row.attempt.closed_at or row.attempt.deadline
    share = row.position / 40
    return Response(
        attempt=row.attempt,
        position=row.position,
        seq=1,
        value=write_reply(slots, row.tokens, reply),
        saved_at=row.attempt.started_at + (closed_at - row.attempt.started_at) * min(share, 1.0),
    )


def _log_of(attempt: Attempt) -> list[Entry]:
    about = {"examination": attempt.examination.code, "simulated": True}
    result = {"status": attempt.status, "points": f"{attempt.score:.3f}", "possible": attempt.max_score}
    return [
        Entry(action="attempt.started", actor=attempt.learner, target=attempt, detail=about, at=attempt.started_at),
        Entry(
            action="attempt.closed",
            actor=attempt.learner,
            target=attempt,
            detail={**about, **result, "has_passed": attempt.has_passed},
            at=attempt.closed_at,
        ),
    ]


def _challenges(keys: Mapping[int, Key]) -> dict[int, Challenge]:
    rows = ItemVersion.objects.filter(pk__in=keys).values_list("pk", "level", "difficulty")
    return {
        pk: Challenge(Task(0, keys[pk].competency, keys[pk].item, keys[pk].ruling), keys[pk].slots, level, difficulty)
        for pk, level, difficulty in rows
    }
