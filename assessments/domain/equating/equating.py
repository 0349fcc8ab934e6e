"""From the answers of two groups to a table of points, by the method that so many answers can carry."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from ..calibration.curves import Array
from ..calibration.estimates import CannotEstimate
from .answers import FormAnswers
from .circle_arc import circle_arc
from .conversion import Conversion
from .errors import standard_errors
from .linking import on_one_scale, steady_anchors
from .methods import Method, method_for
from .nominal_weights import synthetic_means
from .true_scores import true_scores


class Obstacle(StrEnum):
    DRIFT = "drift"  # too many anchors have become easier or harder for one of the groups
    DIFFERENCE = "difference"  # the forms are too unlike for points of one to be points of the other


class CannotEquate(ValueError):
    """Every point counts as it is; `obstacle` says why."""

    def __init__(self, obstacle: Obstacle) -> None:
        self.obstacle = obstacle
        super().__init__(obstacle.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Equated:
    method: Method
    conversion: Conversion
    errors: tuple[float, ...]  # standard errors in points, one for each score
    kept: frozenset[int]  # anchors
    drifts: dict[int, float]  # anchor → logits by which it is harder on the form; empty where this is not looked at
    has_flat_items: bool  # Rasch was called for, but everybody or nobody knew some item


def equate(form: FormAnswers, reference: FormAnswers, anchors: Collection[int]) -> Equated:
    """For forms that lack nothing (`pairing`). Raises CannotEquate."""
    if method_for(form.people, reference.people) is Method.RASCH:
        try:
            return _by_rasch(form, reference, anchors)
        except CannotEstimate:
            return _by_circle_arc(form, reference, anchors, has_flat_items=True)
    return _by_circle_arc(form, reference, anchors, has_flat_items=False)


def _by_rasch(form: FormAnswers, reference: FormAnswers, anchors: Collection[int]) -> Equated:
    found = steady_anchors(form, reference, anchors)
    if not found.suffice:
        raise CannotEquate(Obstacle.DRIFT)

    def table(one: FormAnswers, other: FormAnswers) -> Array:
        """Which anchors drift is settled by all the answers."""
        return true_scores(*on_one_scale(one, other, found.kept))

    return Equated(
        method=Method.RASCH,
        conversion=_conversion(table(form, reference)),
        errors=_rounded(standard_errors(table, form, reference)),
        kept=found.kept,
        drifts=found.drifts,
        has_flat_items=False,
    )


def _by_circle_arc(
    form: FormAnswers, reference: FormAnswers, anchors: Collection[int], *, has_flat_items: bool
) -> Equated:
    def table(one: FormAnswers, other: FormAnswers) -> Array:
        return circle_arc(one.length, *synthetic_means(one, other, anchors))

    return Equated(
        method=Method.CIRCLE_ARC,
        conversion=_conversion(table(form, reference)),
        errors=_rounded(standard_errors(table, form, reference)),
        kept=frozenset(anchors),
        drifts={},
        has_flat_items=has_flat_items,
    )


def _conversion(points: Array) -> Conversion:
    try:
        return Conversion.of(points.tolist())
    except ValueError as unlike:
        raise CannotEquate(Obstacle.DIFFERENCE) from unlike


def _rounded(errors: Array) -> tuple[float, ...]:
    return tuple(round(float(one), 4) for one in errors)
