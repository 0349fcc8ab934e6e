"""Two forms equated from the answers that there are, or what stands against it."""

from dataclasses import dataclass

from ...domain.equating.equating import CannotEquate, Equated, Obstacle, equate
from ...domain.equating.pairing import Lack, Pair
from ...models import TestForm
from .pairs import competencies_on
from .sittings import answers_on


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedOut:
    pair: Pair  # of the items that count, and the people whose answers were read
    lacks: list[Lack]
    obstacle: Obstacle | None
    equated: Equated | None  # where nothing is wanting or in the way


def work_out(form: TestForm, reference: TestForm) -> WorkedOut:
    """Takes up to some seconds: with many answers the Rasch model is fitted some forty times for its errors."""
    own, other = answers_on(form), answers_on(reference)
    codes = competencies_on([form.pk, reference.pk])
    pair = Pair(
        form={version: codes[form.pk][version] for version in own.versions},
        reference={version: codes[reference.pk][version] for version in other.versions},
        people=own.people,
        reference_people=other.people,
    )
    lacks = pair.lacks()
    if lacks:
        return WorkedOut(pair=pair, lacks=lacks, obstacle=None, equated=None)
    try:
        equated = equate(own, other, pair.anchors)
    except CannotEquate as refused:
        return WorkedOut(pair=pair, lacks=[], obstacle=refused.obstacle, equated=None)
    return WorkedOut(pair=pair, lacks=[], obstacle=None, equated=equated)
