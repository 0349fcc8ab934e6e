"""Levels of a whole country: chunk by chunk, so that memory does not grow with the number of people."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

import numpy as np

from .level_model import LevelModel
from .levels_bulk import Estimates, Pieces, estimate_levels

PEOPLE_A_CHUNK = 20_000


def estimate_in_chunks(chunks: Iterable[Pieces], model: LevelModel) -> Iterator[Estimates]:
    """Each chunk holds all evidence of its people, and every person is in one chunk only."""
    for pieces in chunks:
        yield estimate_levels(pieces, model)


def joined(parts: Iterable[Estimates]) -> Estimates:
    """Chunks in the order of people, as one."""
    found = list(parts)
    return Estimates(
        **{one.name: np.concatenate([getattr(part, one.name) for part in found]) for one in fields(Estimates)}
    )
