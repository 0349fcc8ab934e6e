"""A run over an examination: every indicator with its false discoveries held, and where two independent ones agree."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .discoveries import RATE, adjusted
from .effort import judge_effort
from .exposure import judge_exposed
from .gain import judge_gain
from .in_step import judge_in_step
from .similarity import judge_similar
from .sittings import SOURCE_OF, Indicator, Silence, Sitting, Tested


@dataclass(frozen=True, slots=True)
class Finding:
    """One indicator about one sitting, beyond what chance would bring at the rate of the run."""

    indicator: Indicator
    sitting: int
    partner: int | None  # the other sitting of a pair
    p: float
    rate: float  # smallest false-discovery rate at which it is reported
    facts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator in numbers, without anybody."""

    indicator: Indicator
    tests: int
    findings: int
    silence: Silence | None


@dataclass(frozen=True, slots=True)
class Outcome:
    lines: list[Line]
    agreeing: dict[int, list[Finding]]  # sitting → what agrees about it
    alone: int  # sittings about which one source says something, and no other


def examine(sittings: Sequence[Sitting], shown: Mapping[int, int]) -> Outcome:
    """`shown`: task → how many sittings met it so far."""
    tested = [
        judge_effort(sittings),
        judge_exposed(sittings, shown),
        judge_similar(sittings),
        judge_in_step(sittings),
        judge_gain(sittings),
    ]
    found = [findings_of(one) for one in tested]
    lines = [
        Line(one.indicator, len(one.p), len(own) // (2 if one.is_of_pairs else 1), one.silence)
        for one, own in zip(tested, found, strict=True)
    ]
    every = [finding for own in found for finding in own]
    agreeing = agreeing_in(every)
    return Outcome(lines, agreeing, len({one.sitting for one in every} - agreeing.keys()))


def findings_of(tested: Tested) -> list[Finding]:
    """A pair is a finding about both."""
    rates = adjusted(tested.p, dependent=tested.is_of_pairs)
    found = []
    for row in np.flatnonzero(rates <= RATE):
        facts = {name: float(values[row]) for name, values in tested.facts.items()}
        keys = [int(key) for key in tested.subjects[row]]
        for key in keys:
            partner = next((other for other in keys if other != key), None)
            found.append(Finding(tested.indicator, key, partner, float(tested.p[row]), float(rates[row]), facts))
    return found


def agreeing_in(findings: Iterable[Finding]) -> dict[int, list[Finding]]:
    """Sittings about which two sources agree; two findings about pairs agree only if they name the same partner."""
    alone: dict[int, list[Finding]] = defaultdict(list)
    paired: dict[int, dict[int, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for one in findings:
        if one.partner is None:
            alone[one.sitting].append(one)
        else:
            paired[one.sitting][one.partner].append(one)
    found: dict[int, list[Finding]] = {}
    for sitting in sorted(alone.keys() | paired.keys()):
        groups = [[*alone[sitting], *own] for own in paired[sitting].values()] or [alone[sitting]]
        agreed = [one for group in groups if len({SOURCE_OF[one.indicator] for one in group}) > 1 for one in group]
        if agreed:
            found[sitting] = list({(one.indicator, one.partner): one for one in agreed}.values())
    return found
