"""The shipped cases as the desk keeps them."""

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assessments.domain.casework.loading import assemble
from assessments.services.authoring.scenario_files import LOADER, plain

SCENARIOS = Path(__file__).parents[3] / "assessments/starter/scenarios"
NAMES = sorted(folder.name for folder in SCENARIOS.iterdir() if folder.is_dir())


def definition_of(name: str) -> dict[str, Any]:
    """A fresh copy each time, so that a test may spoil it."""
    return deepcopy(_parsed(name))


@cache
def _parsed(name: str) -> dict[str, Any]:
    files = sorted((SCENARIOS / name).glob("*.yaml"))
    return plain(assemble(yaml.load(file.read_text("utf-8"), Loader=LOADER) for file in files))
