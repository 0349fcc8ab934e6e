"""The published JSON Schema and the loader agree: what ships is valid, what the loader refuses for its shape is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from assessments.domain.casework.errors import ScenarioInvalid
from assessments.domain.casework.loading import load_scenario
from tests.assessments.domain.casework.desk import ROOT, SHIPPED, read_folder, read_mapping
from tests.assessments.domain.casework.test_model import with_model

SCHEMA = json.loads((ROOT / "docs" / "standards" / "scenario.schema.json").read_text(encoding="utf-8"))
# Faults of shape, which a schema can see; the others are about names, and about what belongs together.
OF_SHAPE = {
    *("missing", "unknown_entry", "not_mapping", "not_list", "not_word", "not_whole", "out_of_range", "not_share"),
    *("not_flag", "not_date", "not_time", "no_text", "not_one_of", "bad_slug", "bad_id", "long_id", "passage"),
    *("action_type", "days_or_hours", "no_variant", "unknown_operator", "arguments", "not_condition", "not_a_count"),
    *("variable_form", "not_a_divisor"),
}
MUTATIONS = 100
ODD_VALUES: tuple[Any, ...] = (None, 7.5, "", "Odd Word", -1, [], {}, {"zz": {}}, [[]], True, 10**7)

Path_ = tuple[str | int, ...]


@cache
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(SCHEMA)
    return Draft202012Validator(SCHEMA)


@cache
def small() -> dict[str, Any]:
    """SIM-1 with numbers, gauges and hours in its world, and one variant: loading it takes a moment only."""
    mapping = with_model()
    mapping["goldens"] = [
        {key: value for key, value in golden.items() if key != "variants"} for golden in mapping["goldens"][:1]
    ]
    mapping["variants"] = mapping["variants"][:1]
    mapping["legal_profile"]["clocks"][0] = {
        **{key: value for key, value in mapping["legal_profile"]["clocks"][0].items() if key != "working_days"},
        "hours": 72,
    }
    mapping["desk"] = {"tools": {"en": "Tools"}, "ask": {"en": "Ask"}}
    return mapping


def places(node: Any, path: Path_ = ()) -> Iterator[Path_]:
    yield path
    if isinstance(node, dict):
        for key, value in node.items():
            yield from places(value, (*path, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from places(value, (*path, number))


def mutated(seed: int) -> tuple[dict[str, Any], str]:
    """One place of the scenario gone, renamed, or filled with something odd."""
    rng = Random(seed)
    mapping = deepcopy(small())
    path = rng.choice(_places())
    holder: Any = mapping
    for step in path[:-1]:
        holder = holder[step]
    kind = rng.choice(["drop", "add", "odd", "odd"])
    last = path[-1]
    if kind == "drop":
        del holder[last]
    elif kind == "add" and isinstance(holder[last], dict):
        holder[last]["zz_unknown"] = 1
    else:
        holder[last] = deepcopy(rng.choice(ODD_VALUES))
    return mapping, f"{kind} {path} {holder[last] if kind == 'odd' else ''}"


@cache
def _places() -> list[Path_]:
    return [path for path in places(small()) if path and path[:1] != ("variants",)]


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_every_shipped_scenario_is_valid(folder: Path) -> None:
    assert not [f"{error.json_path}: {error.message[:200]}" for error in validator().iter_errors(read_folder(folder))]


def test_the_whole_language_is_valid() -> None:
    load_scenario(small())
    assert validator().is_valid(small())
    assert validator().is_valid(read_mapping())


def test_what_the_loader_refuses_for_its_shape_the_schema_refuses() -> None:
    missed, refused = [], 0
    for seed in range(MUTATIONS):
        mapping, change = mutated(seed)
        try:
            load_scenario(mapping)
        except ScenarioInvalid as invalid:
            # A first value outside its own bounds is a matter of two entries.
            codes = {problem.code for problem in invalid.problems if not problem.path.startswith("vars.")} or {"names"}
            if codes <= OF_SHAPE:
                refused += 1
                if validator().is_valid(mapping):
                    missed.append((change, codes))
    assert not missed
    assert refused > MUTATIONS / 3


@pytest.mark.parametrize(
    "condition",
    [
        ["dance", "lease"],
        ["not"],
        ["==", "status"],
        ["within", "open.lease", "submit.decision"],
        ["elapsed_wd", -1],
        ["and"],
        ["at_most", ["over", 4, 0], 2],
        3.5,
    ],
)
def test_a_condition_out_of_shape_is_refused_by_both(condition: Any) -> None:
    mapping = deepcopy(small())
    mapping["evidence"][0]["good"] = condition
    assert not validator().is_valid(mapping)
    with pytest.raises(ScenarioInvalid):
        load_scenario(mapping)
