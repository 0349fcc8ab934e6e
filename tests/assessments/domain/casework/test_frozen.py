"""The same log gives the same score for ever: every version ever shipped, played again by the engine of today.

`frozen/sim-1-v1.json.gz` holds the definition of that version and, for each variant and golden, its acts and the whole
sheet they were given. A frozen file is never written again: a change of the engine that alters a sheet is a change of
results that people hold. A new version is frozen by

    FREEZE_GOLDENS=1 python -m pytest tests/assessments/domain/casework/test_frozen.py

which writes what is missing and leaves the rest alone; the new file is committed with the version. Only a version that
nobody has played yet may be frozen afresh: delete its file first.
"""

from __future__ import annotations

import gzip
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assessments.domain.case_sheet import judged
from assessments.domain.casework.loading import digest, load_scenario
from assessments.domain.casework.reducer import replay
from assessments.domain.casework.scenario import Scenario
from tests.assessments.domain.casework.desk import SHIPPED, read_folder

FOLDER = Path(__file__).with_name("frozen")

Sheets = dict[str, dict[str, dict[str, Any]]]


def frozen_file(definition: dict[str, Any]) -> Path:
    return FOLDER / f"{definition['id']}-v{definition['version']}.json.gz"


def as_kept(scenario: Scenario, variant: str, play: list[dict[str, Any]]) -> dict[str, Any]:
    """The ending and the sheet, as JSON gives them back; what a group's spread counts is no part."""
    _, sheet = judged(scenario, variant, play)
    sheet.pop("decisions")
    ending = replay(scenario, variant, play).ending
    kept: dict[str, Any] = json.loads(json.dumps({"play": play, "ending": ending, "sheet": sheet}))
    return kept


def freeze(definition: dict[str, Any]) -> None:
    scenario = load_scenario(definition)
    sheets: Sheets = {
        variant: {name: as_kept(scenario, variant, [*map(dict, golden.play)]) for name, golden in case.goldens.items()}
        for variant, case in scenario.cases.items()
    }
    text = json.dumps({"definition": definition, "goldens": sheets}, ensure_ascii=False, sort_keys=True)
    frozen_file(definition).write_bytes(gzip.compress(text.encode(), mtime=0))


def freeze_what_is_new() -> None:
    for folder in SHIPPED:
        if not frozen_file(read_folder(folder)).exists():
            freeze(read_folder(folder))


if os.environ.get("FREEZE_GOLDENS"):
    freeze_what_is_new()

FROZEN = sorted(FOLDER.glob("*.json.gz"))


@cache
def thawed(path: Path) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return whole


@pytest.mark.parametrize("path", FROZEN, ids=lambda path: path.name)
def test_the_engine_of_today_gives_the_sheets_of_then(path: Path) -> None:
    kept = thawed(path)
    scenario = load_scenario(kept["definition"])
    assert set(kept["goldens"]) == set(scenario.cases)
    for variant, goldens in kept["goldens"].items():
        assert "expert" in goldens
        for name, golden in goldens.items():
            assert as_kept(scenario, variant, golden["play"]) == golden, (variant, name)


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_what_ships_is_frozen_under_its_version(folder: Path) -> None:
    """A text that changed under the same number would be another scenario for runs that are already scored."""
    definition = read_folder(folder)
    path = frozen_file(definition)
    assert path.exists(), f"FREEZE_GOLDENS=1 writes {path.name}"
    assert digest(thawed(path)["definition"]) == digest(definition), f"{path.name}: give the changed text a new version"
