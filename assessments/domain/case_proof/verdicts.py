"""What a log is shrunk by: that it still earns too much, or still passes."""

from __future__ import annotations

from collections.abc import Sequence

from ..casework.scenario import Scenario
from ..casework.scoring import score
from ..casework.state import Action


def earns_over(scenario: Scenario, variant: str, limit: float, log: Sequence[Action]) -> bool:
    return score(scenario, variant, log).total > limit


def passes(scenario: Scenario, variant: str, log: Sequence[Action]) -> bool:
    return score(scenario, variant, log).passed
