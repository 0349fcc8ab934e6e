"""A placement from start to end. One transaction an answer; the same answer twice gives the first result.

Neither broker nor cache is asked for anything. Exposure is counted once, at the start.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random, SystemRandom

from django.db import DEFAULT_DB_ALIAS, transaction

from lms.base.audit import record
from lms.base.db.prepared import Prepared
from lms.people.models import User

from ..domain.adaptive.exposure import worn
from ..domain.adaptive.outcome import read_area, read_competencies
from ..domain.adaptive.outcome import to_data as reading_data
from ..domain.adaptive.pool import Pool, PoolItem, from_data, to_data
from ..domain.adaptive.replay import to_data as choice_data
from ..domain.adaptive.selection import KNOWN, Answer, Choice, ShutOut, belief_after, draw_lots, next_item
from ..domain.adaptive.stopping import Stop
from ..domain.items.parts import Slot
from ..domain.items.wire import draw_tokens, read_reply, write_reply
from ..models import Placement, PlacementBlock, PlacementStep
from ..selectors.item_bank import as_stored
from ..selectors.placements import (
    Permission,
    Refusal,
    exposure_of,
    live_slots,
    permission_to_place,
    placement_bank,
    pool_as_stored,
    pools_for,
    versions_met,
)
from .locks import hold
from .marking import keys_of

# What answering a step needs of its row and of its block's; the pool comes as it is stored.
OF_STEP = ["id", "placement_id", "block_id", "number", "version_id", "tokens", "answered_at"]
OF_BLOCK = ["id", "placement_id", "position", "area", "seen", "worn", "stop"]


class PlacementRefused(Exception):
    def __init__(self, permission: Permission) -> None:
        self.permission = permission
        super().__init__(str(permission.refusal))


class NothingChosen(ValueError):
    """Neither a choice of this task nor "I don't know"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReply:
    """What a browser sends for one task: tokens of the options chosen, or that one does not know."""

    number: int  # of the step that it answers
    tokens: Sequence[str] = ()
    is_unknown: bool = False


@transaction.atomic
def start_placement(*, learner: User, at: datetime) -> Placement:
    """The open placement if there is one, else a new one with its first task. Raises PlacementRefused."""
    hold(learner.pk)
    running = Placement.objects.filter(learner=learner, status=Placement.Status.OPEN).first()
    if running is not None:
        return running
    bank = placement_bank()
    permission = permission_to_place(learner, bank, at)
    if bank is None or not permission.is_granted:
        raise PlacementRefused(permission)
    pools = pools_for(learner, bank, at)
    if not pools:
        raise PlacementRefused(Permission(Refusal.NOT_READY))
    placement = Placement.objects.create(learner=learner, bank=bank, started_at=at, seed=SystemRandom().getrandbits(48))
    _lay_out(placement, pools)
    _go_on(placement, number=1, at=at)
    record(learner, "placement.started", placement, areas=list(pools))
    return placement


@transaction.atomic
def answer_step(*, placement: Placement, reply: StepReply, at: datetime) -> PlacementStep | None:
    """Mark the answer and choose the next task; None where no such task waits for one.

    A step that is answered already stays as it is: whoever comes second, in another tab or by a second click, gets it.
    """
    hold(placement.learner_id)
    row = next(iter(_steps(placement.pk, reply.number)), None)
    if row is None:
        return None
    placement.status, pool, *columns = row
    step = PlacementStep.from_db(DEFAULT_DB_ALIAS, OF_STEP, columns[: len(OF_STEP)])
    step.placement, step.block = placement, PlacementBlock.from_db(DEFAULT_DB_ALIAS, OF_BLOCK, columns[len(OF_STEP) :])
    if step.answered_at is not None:
        return step
    if placement.status != Placement.Status.OPEN:
        return None
    board = _Board(step.block, pool_as_stored(pool), answers_of(step.block_id))
    _mark(step, reply, board=board, at=at)
    if not _ask(placement, board, number=step.number + 1, at=at):
        _go_on(placement, number=step.number + 1, at=at)
    return step


@transaction.atomic
def end_placement(*, placement: Placement, at: datetime) -> Placement:
    """The person has had enough: what was answered so far is read; nothing happens to one that is over."""
    hold(placement.learner_id)
    held = Placement.objects.get(pk=placement.pk)
    if held.status == Placement.Status.OPEN:
        PlacementBlock.objects.filter(placement=held, stop="").update(stop=Stop.ENDED)
        _close(held, at)
    return held


def answers_of(block_id: int) -> list[Answer]:
    """In the order given; the step that waits for an answer is left out."""
    return [Answer(version_id, mark is not None and mark >= KNOWN) for version_id, mark in _marks(block_id)]


_steps = Prepared(
    lambda placement, number: PlacementStep.objects.filter(placement_id=placement, number=number).values_list(
        "placement__status", as_stored("block__pool"), *OF_STEP, *(f"block__{one}" for one in OF_BLOCK)
    )
)
_marks = Prepared(
    lambda block: (
        PlacementStep.objects.filter(block_id=block, mark__isnull=False)
        .order_by("number")
        .values_list("version_id", "mark")
    )
)


def _lay_out(placement: Placement, pools: dict[str, list[PoolItem]]) -> None:
    shown, blocks = exposure_of(placement.bank)
    met = versions_met(placement.learner, placement.bank)
    PlacementBlock.objects.bulk_create(
        PlacementBlock(
            placement=placement,
            position=position,
            area=area,
            pool=to_data(items),
            seen=sorted(met.intersection(item.version_id for item in items)),
            worn=sorted(worn(shown, blocks.get(area, 0)).intersection(item.version_id for item in items)),
        )
        for position, (area, items) in enumerate(pools.items(), start=1)
    )


class _Board:
    """A block in hand: its items, the answers so far and what they lead to."""

    def __init__(self, block: PlacementBlock, pool: Pool, answers: Sequence[Answer] = ()) -> None:
        self.block = block
        self.pool = pool
        self.answers = list(answers)
        self.belief = belief_after(self.pool, self.answers)

    def learn(self, answer: Answer) -> None:
        self.answers.append(answer)
        self.belief = self.belief.after(self.pool.likelihood(answer.version_id, answer.is_right))

    def choose(self, placement: Placement, *, withdrawn: Collection[int]) -> Choice | Stop:
        return next_item(
            self.pool,
            self.answers,
            belief=self.belief,
            shut_out=ShutOut(withdrawn=withdrawn, seen=self.block.seen, worn=self.block.worn),
            seed=placement.seed + self.block.position,
            luck=draw_lots(len(self.pool)),
        )


def _mark(step: PlacementStep, reply: StepReply, *, board: _Board, at: datetime) -> None:
    key = keys_of([step.version_id])[step.version_id]
    slots = key.slots
    given = {} if reply.is_unknown else read_reply(slots, step.tokens, reply.tokens)
    if not given and not reply.is_unknown:
        raise NothingChosen
    step.mark = key.item.mark(given)
    step.response, step.answered_at = write_reply(slots, step.tokens, given), at
    board.learn(Answer(step.version_id, step.mark >= KNOWN))
    step.mean_after, step.se_after = board.belief.on_level_scale, board.belief.se
    step.save(update_fields=["mark", "response", "answered_at", "mean_after", "se_after"])


def _go_on(placement: Placement, *, number: int, at: datetime) -> None:
    """Put the first task of the next area that has one; close the placement when none is left."""
    waiting = PlacementBlock.objects.filter(placement=placement, stop="").order_by("position").defer("pool")
    for block in waiting.annotate(pool_as_stored=as_stored("pool")):
        if _ask(placement, _Board(block, pool_as_stored(block.pool_as_stored)), number=number, at=at):
            return
    _close(placement, at)


def _ask(placement: Placement, board: _Board, *, number: int, at: datetime) -> bool:
    """Put the next task of this area; False when the area is over. What went out of use meanwhile is passed over."""
    withdrawn: set[int] = set()
    while isinstance(choice := board.choose(placement, withdrawn=withdrawn), Choice):
        slots = live_slots(choice.version_id)
        if slots is not None:
            _put(placement, board, choice=choice, slots=slots, number=number, at=at)
            return True
        withdrawn.add(choice.version_id)
    board.block.stop = choice
    board.block.save(update_fields=["stop"])
    return False


def _put(
    placement: Placement, board: _Board, *, choice: Choice, slots: Sequence[Slot], number: int, at: datetime
) -> None:
    parameters = board.pool.items[board.pool.place[choice.version_id]].parameters
    PlacementStep.objects.create(
        placement=placement,
        block=board.block,
        number=number,
        version_id=choice.version_id,
        tokens=draw_tokens(slots, Random(placement.seed + number)),  # noqa: S311
        asked_at=at,
        explanation=choice_data(choice),
        difficulty=parameters.difficulty,
        discrimination=parameters.discrimination,
        is_provisional=parameters.is_provisional,
        mean_before=board.belief.on_level_scale,
        se_before=board.belief.se,
    )


def _close(placement: Placement, at: datetime) -> None:
    """Freeze what was found, area by area."""
    tasks, blocks = 0, list(PlacementBlock.objects.filter(placement=placement).order_by("position"))
    for block in blocks:
        pool, answers = Pool(from_data(block.pool)), answers_of(block.pk)
        tasks += len(answers)
        block.area_reading = reading_data(read_area(block.area, pool, answers))
        block.readings = [reading_data(one) for one in read_competencies(pool, answers)]
    PlacementBlock.objects.bulk_update(blocks, ["area_reading", "readings"])
    placement.status, placement.closed_at = Placement.Status.FINISHED, at
    placement.save(update_fields=["status", "closed_at"])
    record(placement.learner, "placement.finished", placement, tasks=tasks)
