"""The parts of a change add up to it, whatever happened to whom."""

import random

import numpy as np
import pytest

from analytics.domain.causes import Cause, Side, effects
from analytics.domain.decomposition import TOLD, Ends, Share, decompose
from assessments.domain.levels_bulk import probabilities
from tests.analytics.plain.telling import told_of

PEOPLE = 60


def side(rows):
    """Rows of (fte, required, pieces, mean, sd), or None for a fact that is absent; without a mean not assessed."""
    table = np.array([row or (np.nan,) * 5 for row in rows], dtype=float)
    fte, required, pieces, mean, sd = table.T
    return Side(fte, required, pieces, probabilities(mean, sd, required), mean, sd)


def draw_fact(rng):
    fte, required = rng.choice([0.5, 1.0]), rng.randint(1, 5)
    if rng.random() < 0.2:
        return fte, required, 0, np.nan, np.nan
    return fte, required, rng.randint(1, 3), rng.uniform(0, 5), rng.uniform(0.2, 1.2)


def draw_population(rng):
    """What may happen to a person: stay, change in one or more ways, join, leave, move, be asked more or less."""
    before, now, kinds = [], [], []
    for _ in range(PEOPLE):
        kind = rng.choice(["stay", "age", "join", "leave", "arrive", "depart", "asked", "no longer asked", "any"])
        old = draw_fact(rng)
        new = draw_fact(rng) if kind == "any" else old if kind == "stay" else (*old[:3], old[3], old[4] * 1.1)
        before.append(None if kind in {"join", "arrive", "asked"} else old)
        now.append(None if kind in {"leave", "depart", "no longer asked"} else new)
        kinds.append(kind)
    flags = {
        "stranger": np.array([kind == "join" for kind in kinds]),
        "leaver": np.array([kind == "leave" for kind in kinds]),
        "moved": np.array([kind in {"arrive", "depart"} for kind in kinds]),
    }
    return side(now), side(before), flags


def one_group(values):
    """All of them belong to one group."""
    return np.array([float(np.nansum(values))])


def summed(found):
    return {
        cause: Share(one_group(one.able), one_group(one.time), one_group(one.spread)) for cause, one in found.items()
    }


def ends_of(now, before):
    nothing = np.zeros(1)
    return Ends(*(one_group(one) for one in (before.able, before.time, now.able, now.time)), nothing, nothing)


def decomposed(now, before, withheld=(), **flags):
    """As told by the rule; (before, now, {cause: points}, rest)."""
    found = effects(now, before, **flags)
    told = told_of({cause: int(one.concerns.sum()) for cause, one in found.items()}, set(withheld))
    made = decompose(ends_of(now, before), summed(found), {cause: np.array([cause in told]) for cause in TOLD})
    points = {cause: int(part.points[0]) for cause, part in made.parts.items() if part.is_told[0]}
    return int(made.before[0]), int(made.now[0]), points, int(made.rest[0])


@pytest.mark.parametrize("seed", range(200))
def test_the_parts_add_up_exactly(seed):
    now, before, flags = draw_population(random.Random(seed))
    shares, ends = summed(effects(now, before, **flags)), ends_of(now, before)
    (change,) = ends.now - ends.before
    assert sum(ends.part(share)[0] for share in shares.values()) == pytest.approx(change, abs=1e-12)


@pytest.mark.parametrize("seed", range(50))
def test_what_is_published_adds_up_too(seed):
    now, before, flags = draw_population(random.Random(seed))
    rng = random.Random(seed)
    withheld = {cause for cause in TOLD if rng.random() < 0.3}
    start, end, parts, rest = decomposed(now, before, withheld, **flags)
    assert start + sum(parts.values()) + rest == end
    assert not withheld & parts.keys()


def one_change(before, now, **flags):
    """The only cause with an effect, of a single person."""
    none = np.array([False])
    found = effects(side([now]), side([before]), **{"stranger": none, "leaver": none, "moved": none, **flags})
    return {cause for cause, effect in found.items() if effect.able.any() or effect.time.any()}


YES = np.array([True])
KNOWN = (1.0, 3, 2, 3.0, 0.5)


@pytest.mark.parametrize(
    ("before", "now", "flags", "cause"),
    [
        (KNOWN, (1.0, 3, 3, 3.6, 0.4), {}, Cause.LEARNING),
        (KNOWN, (1.0, 3, 2, 2.9, 0.6), {}, Cause.AGEING),
        (KNOWN, (1.0, 4, 2, 3.0, 0.5), {}, Cause.PROFILE),
        (KNOWN, (0.5, 3, 2, 3.0, 0.5), {}, Cause.OTHER),
        ((1.0, 3, 0, np.nan, np.nan), KNOWN, {}, Cause.FIRST),
        (KNOWN, (1.0, 3, 0, np.nan, np.nan), {}, Cause.AGEING),
        (None, KNOWN, {"stranger": YES}, Cause.JOINERS),
        (KNOWN, None, {"leaver": YES}, Cause.LEAVERS),
        (None, KNOWN, {"moved": YES}, Cause.MOVES),
        (KNOWN, None, {"moved": YES}, Cause.MOVES),
        (None, KNOWN, {}, Cause.PROFILE),
        (KNOWN, None, {}, Cause.PROFILE),
    ],
)
def test_each_event_has_its_cause(before, now, flags, cause):
    assert one_change(before, now, **flags) == {cause}


def test_turnover_is_not_taken_for_learning():
    """Ten able people replace ten unable ones beside ten who stay: the rise is theirs, none of it learning."""
    able, unable, stays = (1.0, 3, 2, 4.5, 0.4), (1.0, 3, 2, 1.5, 0.4), (1.0, 3, 2, 3.0, 0.5)
    before = side([unable] * 10 + [None] * 10 + [stays] * 10)
    now = side([None] * 10 + [able] * 10 + [stays] * 10)
    flags = {
        "leaver": np.arange(30) < 10,
        "stranger": (np.arange(30) >= 10) & (np.arange(30) < 20),
        "moved": np.zeros(30, dtype=bool),
    }
    _, _, parts, rest = decomposed(now, before, **flags)
    assert set(parts) == {Cause.JOINERS, Cause.LEAVERS}
    assert parts[Cause.JOINERS] > 0 < parts[Cause.LEAVERS]
    assert abs(rest) <= 1  # rounding


@pytest.mark.parametrize(
    ("concerns", "told"),
    [
        ({Cause.LEARNING: 40, Cause.LEAVERS: 12}, [Cause.LEARNING, Cause.LEAVERS]),
        ({Cause.LEARNING: 40, Cause.LEAVERS: 3}, []),  # learning beside the whole would tell of three leavers
        ({Cause.LEARNING: 40, Cause.JOINERS: 11, Cause.LEAVERS: 3}, [Cause.LEARNING]),
        ({Cause.LEARNING: 40, Cause.JOINERS: 6, Cause.LEAVERS: 6}, [Cause.LEARNING]),
        ({Cause.LEARNING: 40, Cause.JOINERS: 6, Cause.PROFILE: 6}, []),
        ({Cause.LEARNING: 9}, []),
    ],
)
def test_no_part_and_no_rest_tells_of_fewer_than_ten(concerns, told):
    assert told_of(concerns) == told
