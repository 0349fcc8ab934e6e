"""What a report does not know, and which of it is worth finding out first."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .spots import Spot

MOST_NAMED = 3


class Doubt(StrEnum):
    NOT_ASSESSED = "not_assessed"
    WIDE = "wide"  # assessed, and the interval still leaves much open


@dataclass(frozen=True, slots=True)
class Unknown:
    doubt: Doubt
    spot: Spot


def unknowns(own: Sequence[Spot]) -> list[Unknown]:
    """Of the unit as a whole; critical ones first, then where most people are not assessed. All of them."""
    open_ones = [Unknown(Doubt.NOT_ASSESSED, one) for one in own if one.is_unknown and one.not_assessed]
    wide = [Unknown(Doubt.WIDE, one) for one in own if one.is_wide]
    return sorted([*open_ones, *wide], key=_order)


def _order(one: Unknown) -> tuple[bool, bool, int, str]:
    spot = one.spot
    return not spot.is_critical, one.doubt is Doubt.WIDE, -(spot.not_assessed or 0), spot.code
