"""The runs of players that choose by lot, and whether they do too well."""

from __future__ import annotations

from dataclasses import dataclass

from ..casework.scoring import Score
from .shrinking import Log

HIGHEST_SHARE_OF_PASSING_BOTS = 0.001


@dataclass(slots=True)
class Blind:
    """The runs of players that choose by lot."""

    runs: int = 0
    total: float = 0.0
    passing: int = 0
    highest: float = -1.0
    best: Log = ()
    best_to_pass: Log = ()

    @property
    def mean(self) -> float:
        return self.total / self.runs if self.runs else 0.0

    @property
    def pass_too_often(self) -> bool:
        return self.passing > self.runs * HIGHEST_SHARE_OF_PASSING_BOTS

    def add(self, result: Score, log: Log) -> None:
        self.runs += 1
        self.total += result.total
        if result.total > self.highest:
            self.highest, self.best = result.total, log
        if result.passed:
            self.passing, self.best_to_pass = self.passing + 1, log
