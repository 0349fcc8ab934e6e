"""Drawing a fair set of items: the same mix for everybody, other items for a second try."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random

Enemies = Mapping[int, Collection[int]]  # item → items that must not stand beside it
NO_ENEMIES: Enemies = {}
DRAWS = 50  # before enemies are said to leave no way


@dataclass(frozen=True, slots=True)
class Cell:
    competency: str
    cognitive: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item version that may be drawn."""

    version_id: int
    item_id: int
    cell: Cell


class BankTooSmall(Exception):
    """The bank cannot fill a cell of the blueprint."""

    def __init__(self, shortages: Mapping[Cell, int]) -> None:
        self.shortages = shortages
        wanted = ", ".join(f"{cell.competency}/{cell.cognitive}: {count} more" for cell, count in shortages.items())
        super().__init__(f"the item bank cannot fill the blueprint ({wanted})")


def shortages(pool: Sequence[Candidate], blueprint: Mapping[Cell, int]) -> dict[Cell, int]:
    """How many items each cell lacks; empty when the bank meets the blueprint."""
    stock: dict[Cell, int] = defaultdict(int)
    for candidate in pool:
        stock[candidate.cell] += 1
    return {cell: count - stock[cell] for cell, count in blueprint.items() if stock[cell] < count}


def draw(
    pool: Sequence[Candidate],
    blueprint: Mapping[Cell, int],
    *,
    seen: Collection[int],
    rng: Random,
    enemies: Enemies = NO_ENEMIES,
) -> list[Candidate]:
    """A random set that fills every cell without two enemies, items not seen before first, in random order.

    Raises BankTooSmall, also when enemies alone are in the way.
    """
    lacking = shortages(pool, blueprint)
    if lacking:
        raise BankTooSmall(lacking)
    for _ in range(DRAWS):
        drawn, lacking = _draw_once(pool, blueprint, seen=seen, rng=rng, enemies=enemies)
        if not lacking:
            rng.shuffle(drawn)
            return drawn
    raise BankTooSmall(lacking)


def _draw_once(
    pool: Sequence[Candidate], blueprint: Mapping[Cell, int], *, seen: Collection[int], rng: Random, enemies: Enemies
) -> tuple[list[Candidate], dict[Cell, int]]:
    """What could be drawn, and how many items each cell then lacks."""
    by_cell: dict[Cell, list[Candidate]] = defaultdict(list)
    for candidate in pool:
        by_cell[candidate.cell].append(candidate)
    drawn: list[Candidate] = []
    shut_out: set[int] = set()
    lacking: dict[Cell, int] = {}
    for cell, count in blueprint.items():
        shuffled = rng.sample(by_cell[cell], len(by_cell[cell]))
        shuffled.sort(key=lambda candidate: candidate.item_id in seen)
        for candidate in shuffled:
            if count and candidate.item_id not in shut_out:
                drawn.append(candidate)
                shut_out.update(enemies.get(candidate.item_id, ()))
                count -= 1
        if count:
            lacking[cell] = count
    return drawn, lacking
