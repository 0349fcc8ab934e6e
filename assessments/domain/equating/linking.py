"""Two forms on one scale of difficulty, through anchors whose difficulty has stayed (Rasch model)."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from ..calibration.curves import Array
from ..calibration.rasch import fit_rasch
from .answers import FormAnswers
from .pairing import fewest_kept

LARGEST_DRIFT = 0.5  # logits by which an anchor may be harder for one group than for the other (domain.md 5.7)


@dataclass(frozen=True, slots=True)
class Anchors:
    """`drifts`: anchor → logits by which it is harder on the form than on the reference, all others taken together."""

    drifts: dict[int, float]
    kept: frozenset[int]
    suffice: bool


def steady_anchors(form: FormAnswers, reference: FormAnswers, anchors: Collection[int]) -> Anchors:
    """Drop those that drift. The farthest goes first and the rest is looked at anew: it has pulled the others along.

    Raises CannotEstimate where everybody or nobody knows some item.
    """
    gaps = _gaps(form, reference, difficulties(form), difficulties(reference))
    kept, fewest = set(anchors), fewest_kept(form.length)
    while True:
        shift = float(np.mean([gaps[version] for version in kept]))
        drifts = {version: shift - gaps[version] for version in anchors}
        worst = max(sorted(kept), key=lambda version: abs(drifts[version]))
        if len(kept) < fewest or abs(drifts[worst]) <= LARGEST_DRIFT:
            return Anchors(drifts, frozenset(kept), suffice=len(kept) >= fewest)
        kept.remove(worst)


def on_one_scale(form: FormAnswers, reference: FormAnswers, anchors: Collection[int]) -> tuple[Array, Array]:
    """Difficulties of both forms in logits of the reference: each fitted by itself, moved by the mean of the anchors,
    and the anchors then fixed at what they are on the reference."""
    own, target = difficulties(form), difficulties(reference)
    gaps = _gaps(form, reference, own, target)
    own = own + float(np.mean([gaps[version] for version in anchors]))
    for version in anchors:
        own[form.versions.index(version)] = target[reference.versions.index(version)]
    return own, target


def difficulties(answers: FormAnswers) -> Array:
    """In logits; zero is the mean of the people who sat this form."""
    found = fit_rasch(answers.marks)
    return np.asarray(found.difficulties * found.discriminations)


def _gaps(form: FormAnswers, reference: FormAnswers, own: Array, target: Array) -> dict[int, float]:
    """Common item → how much harder it came out on the reference."""
    places = {version: place for place, version in enumerate(reference.versions)}
    return {
        version: float(target[places[version]] - own[place])
        for place, version in enumerate(form.versions)
        if version in places
    }
