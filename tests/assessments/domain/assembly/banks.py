"""Banks made up for the tests of assembly."""

from random import Random

from assessments.domain.assembly.entries import Entry
from assessments.domain.assembly.recipe import Recipe
from assessments.domain.assembly.traits import traits_of
from assessments.domain.blueprints import Cell
from assessments.domain.items.registry import Keyed, read_keyed

LEVELS = ("recall", "apply", "judge")


def options(*lengths: int) -> list[dict[str, object]]:
    return [{"id": one, "text": {"en": "x" * length}} for one, length in zip("abcdef", lengths, strict=False)]


def single(key: str, *lengths: int) -> Keyed:
    return read_keyed("single", {"options": options(*lengths)}, {"correct": [key]})


def multiple(right: str, length: int = 5) -> Keyed:
    return read_keyed("multiple", {"options": options(*[5] * length)}, {"correct": list(right)})


def entry(number: int, cell: Cell, *, key: str = "a", lengths: tuple[int, ...] = (5, 5, 5, 5), difficulty: float = 0.0):
    return Entry(
        version_id=1000 + number,
        item_id=number,
        cell=cell,
        difficulty=difficulty,
        traits=traits_of(single(key, *lengths)),
    )


def large_bank(items: int, seed: int) -> list[Entry]:
    rng = Random(seed)
    return [
        entry(
            number,
            Cell("ABCDEFG"[number % 7], LEVELS[number // 7 % 3]),
            key=rng.choice("abcd"),
            lengths=tuple(rng.randint(5, 20) for _ in range(4)),
            difficulty=rng.gauss(0, 1),
        )
        for number in range(items)
    ]


def large_recipe(**changes: object) -> Recipe:
    """35 items over 21 cells, five forms."""
    blueprint = {Cell(code, level): count for code in "ABCDEFG" for level, count in zip(LEVELS, (1, 2, 2), strict=True)}
    return Recipe(**{"blueprint": blueprint, "cut": 0.62, "forms": 5, "seconds": 20.0, **changes})
