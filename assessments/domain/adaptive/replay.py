"""Choosing again from the record of a block: would the same answers lead to the same tasks?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from .ability import PRIOR
from .pool import Pool
from .selection import Answer, Choice, ShutOut, draw_lots, next_item


def to_data(choice: Choice) -> dict[str, Any]:
    """The record of a choice, as JSON keeps it."""
    return asdict(choice)


def first_difference(
    pool: Pool,
    records: Sequence[Mapping[str, Any]],
    answers: Sequence[Answer],
    *,
    seen: Collection[int],
    worn: Collection[int],
) -> int | None:
    """Place (from 1) of the first task that choosing again does not give; None when all agree.

    `records`: what `to_data` kept of each choice, in order; `answers`: one for each task that was answered.
    """
    belief, luck = PRIOR, draw_lots(len(pool))
    for place, record in enumerate(records):
        shut_out = ShutOut(withdrawn=record["withdrawn"], seen=seen, worn=worn)
        again = next_item(pool, answers[:place], belief=belief, shut_out=shut_out, seed=record["seed"], luck=luck)
        if not isinstance(again, Choice) or again.version_id != record["version_id"]:
            return place + 1
        if place < len(answers):
            belief = belief.after(pool.likelihood(answers[place].version_id, answers[place].is_right))
    return None
