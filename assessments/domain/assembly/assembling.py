"""Parallel forms from a bank, or the reasons in the way.

Deterministic: the same entries, recipe and seed give the same forms, unless the time limit ends the search.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from statistics import mean

import numpy as np
from numpy.typing import NDArray

from ..blueprints import Cell
from .breaches import Breach, Rule, breaches_of
from .entries import Entry
from .program import Program
from .recipe import Recipe
from .solving import NEAR_ENOUGH, balanced, broken, relaxed, solve

Form = tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """Forms, or breaches that say why there are none; beside forms a breach can only be that luck passes them."""

    forms: tuple[Form, ...] = ()
    breaches: tuple[Breach, ...] = ()
    distance: float = 0.0  # largest distance of a form from the targets at the cut, in points or information
    gap: float | None = None  # share by which the search may have missed the best; None when not known
    ran_out_of_time: bool = False  # with neither forms nor breaches: nothing was found out


def assemble(entries: Sequence[Entry], recipe: Recipe) -> Assembly:
    """The most even forms that keep every rule; else the cheapest set of rules that stand in the way.

    Each item may come in one version only. Raises ValueError for an empty blueprint or less than one form.
    """
    if recipe.length < 1 or recipe.forms < 1:
        raise ValueError("a form needs at least one item, and a recipe at least one form")
    rng = Random(recipe.seed)  # noqa: S311  (which of many equal forms is taken is no secret)
    shuffled = sorted(entries, key=lambda entry: entry.version_id)
    rng.shuffle(shuffled)
    program, information = Program(shuffled, recipe), usual_information(entries, recipe)
    model = balanced(program, points=recipe.target, information=information)
    found = solve(model, seconds=recipe.seconds, gap=NEAR_ENOUGH)
    if found.values is None:
        return _without_balance(program, information, rng)
    forms = _forms(program, found.values, rng)
    return Assembly(
        forms=forms,
        breaches=_luck(forms, recipe),
        distance=distance(forms, recipe, information),
        gap=found.gap,
        ran_out_of_time=found.ran_out_of_time,
    )


def distance(forms: Sequence[Form], recipe: Recipe, information: float) -> float:
    """The largest distance between what a form promises at the cut and what it should."""
    points = [abs(sum(entry.expected() for entry in form) - recipe.target) for form in forms]
    told = [abs(sum(entry.information() for entry in form) - information) for form in forms]
    return max([*points, *told], default=0.0)


def usual_information(entries: Sequence[Entry], recipe: Recipe) -> float:
    """What an average form of this blueprint would tell at the cut: the target that forms of one bank share."""
    held: dict[Cell, list[float]] = defaultdict(list)
    for entry in entries:
        held[entry.cell].append(entry.information())
    return sum(count * mean(held[cell]) for cell, count in recipe.blueprint.items() if held[cell])


def _without_balance(program: Program, information: float, rng: Random) -> Assembly:
    """Every rule may be broken at a price; what the cheapest plan breaks is what stands in the way."""
    model = relaxed(program)
    found = solve(model, seconds=program.recipe.seconds)
    if found.values is None:
        return Assembly(ran_out_of_time=True)
    in_the_way = broken(model, found.values)
    if in_the_way:
        return Assembly(breaches=tuple(in_the_way), gap=found.gap, ran_out_of_time=found.ran_out_of_time)
    # The rules can be kept after all; only the time for balancing was too short.
    forms = _forms(program, found.values, rng)
    return Assembly(
        forms=forms,
        breaches=_luck(forms, program.recipe),
        distance=distance(forms, program.recipe, information),
        ran_out_of_time=True,
    )


def _forms(program: Program, values: NDArray[np.float64], rng: Random) -> tuple[Form, ...]:
    """Each form in an order of its own, so that anchors stand at different places."""
    forms = []
    for form in program.forms:
        held = [program.entries[place] for place in program.places if values[program.x(form, place)] > 0.5]
        rng.shuffle(held)
        forms.append(tuple(held))
    return tuple(forms)


def _luck(forms: Sequence[Form], recipe: Recipe) -> tuple[Breach, ...]:
    return tuple(breach for breach in breaches_of(forms, recipe) if breach.rule is Rule.LUCK)
