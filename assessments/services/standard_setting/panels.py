"""Convening a panel: the items and what they count are frozen, the borderline person is described."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.models import User

from ...domain.standard_setting.weights import Uncovered, points_by_item
from ...models import Cognitive, Examination, Panel, PanelItem
from ...panel_permissions import may_convene
from ...selectors.item_bank import blueprint_of
from ...selectors.standard_setting.panels import cells_of_pool, live_numbers
from .leading import prepared_panel
from .refusal import PanelRefused


@transaction.atomic
def convene(
    *,
    examination: Examination,
    level: int,
    borderline: Mapping[str, str],
    convener: User,
    numbers: Collection[int] | None = None,
) -> Panel:
    """A panel on the live items that a form may hold, or on those of `numbers`; items and weights are frozen now."""
    if not may_convene(convener, examination.bank):
        raise PanelRefused(_("Only people of this bank can convene a panel."))
    if not 1 <= level <= examination.level:
        raise PanelRefused(_("This examination does not reach that level."))
    points = _points(examination, numbers)
    panel = Panel.objects.create(examination=examination, level=level, borderline=dict(borderline), convener=convener)
    PanelItem.objects.bulk_create(
        PanelItem(panel=panel, position=position, version_id=version, points=worth)
        for position, (version, worth) in enumerate(points.items(), start=1)
    )
    record(convener, "panel.convened", panel, examination=examination.code, level=level, items=len(points))
    return panel


@transaction.atomic
def describe(*, panel: Panel, borderline: Mapping[str, str], actor: User) -> Panel:
    """Change the description of the borderline person while nobody judges by it yet."""
    held = prepared_panel(panel, actor)
    held.borderline = dict(borderline)
    held.save(update_fields=["borderline"])
    record(actor, "panel.described", held, examination=held.examination.code)
    return held


def _points(examination: Examination, numbers: Collection[int] | None) -> dict[int, float]:
    """Live version → points on an average form."""
    unknown = sorted(set(numbers or ()) - live_numbers(examination))
    if unknown:
        raise PanelRefused(_("Not in use: %(numbers)s.") % {"numbers": ", ".join(map(str, unknown))})
    try:
        points = points_by_item(cells_of_pool(examination, numbers), blueprint_of(examination))
    except Uncovered as uncovered:
        words = {"cells": ", ".join(f"{cell.competency} {Cognitive(cell.cognitive).label}" for cell in uncovered.cells)}
        raise PanelRefused(_("The blueprint asks for items of which none is judged: %(cells)s.") % words) from None
    if not points:
        raise PanelRefused(_("The examination has no blueprint yet."))
    return points
