"""Which items on trial go with the scored ones."""

from collections.abc import Collection, Sequence
from random import Random

from ..blueprints import Candidate, Enemies


def add_trials(
    scored: Sequence[Candidate],
    pool: Sequence[Candidate],
    *,
    count: int,
    seen: Collection[int],
    first: Collection[int] = (),
    enemies: Enemies,
    rng: Random,
) -> list[Candidate]:
    """Up to `count` items on trial beside the scored ones: those of the form (`first`, versions) before others.

    None of an item that is scored here, that this person has met, or that is an enemy of another one.
    """
    taken = {one.item_id for one in scored}
    added: list[Candidate] = []
    shuffled = sorted(rng.sample(pool, len(pool)), key=lambda one: one.version_id not in first)
    for one in shuffled:
        if len(added) == count:
            break
        if (
            one.item_id not in taken
            and one.item_id not in seen
            and not taken.intersection(enemies.get(one.item_id, ()))
        ):
            added.append(one)
            taken.add(one.item_id)
    return added
