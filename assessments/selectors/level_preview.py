"""What a proposed level model would change if it held today, by unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from django.utils import timezone

from lms.base.fields import LocalizedText
from lms.competencies.selectors.demands import requirements_of_posts
from lms.competencies.selectors.framework import competencies
from lms.lib.disclosure import SMALLEST_GROUP, to_base
from lms.people.models import OrgUnit, RoleAssignment

from ..domain.level_changes import Demands, changes
from ..domain.level_model import LevelModel
from ..domain.levels_bulk import estimate_levels
from .evidence_cube import pieces_of_all
from .level_models import model_on


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """Rounded: it is said of groups of ten and more, and of nobody in them."""

    unit: LocalizedText | None  # None: units of fewer than ten people, together
    people: int
    demands: int
    changed: int
    met_before: int
    met_after: int


def preview_of(model: LevelModel, at: datetime) -> Sequence[PreviewLine]:
    """Reads all evidence twice: seconds for tens of thousands of people."""
    day = timezone.localdate(at)
    now = estimate_levels(pieces_of_all(at), model_on(day))
    then = estimate_levels(pieces_of_all(at, model=model), model)
    found = changes(now, then, _demands(day), fewest=SMALLEST_GROUP)
    names = {unit.pk: unit.name for unit in OrgUnit.objects.filter(pk__in=[one.unit for one in found if one.unit])}
    return [
        PreviewLine(
            unit=None if one.unit is None else names[one.unit],
            people=to_base(one.people),
            demands=to_base(one.demands),
            changed=to_base(one.changed),
            met_before=to_base(one.met_before),
            met_after=to_base(one.met_after),
        )
        for one in found
    ]


def _demands(day: date) -> Demands:
    """Each person, unit and competency once, with the strictest demand of the posts held there."""
    number, lines = {code: card.pk for code, card in competencies().items()}, requirements_of_posts(day)
    strictest: dict[tuple[int, int, int], int] = {}
    for learner, unit, post in RoleAssignment.objects.current().values_list("user_id", "unit_id", "post_id"):
        for line in lines.get(post, ()):
            if line.competency in number:
                key = (learner, unit, number[line.competency])
                strictest[key] = max(line.level, strictest.get(key, 0))
    columns = np.array([(*key, level) for key, level in strictest.items()], dtype=np.int64).reshape(-1, 4)
    return Demands(*columns.T)
