"""The parameters of items as they stand now."""

from collections.abc import Collection

from ..domain.calibration.parameters import ItemParameters
from ..domain.calibration.scale import on_common_scale
from ..models import Calibration, CalibrationRun, ItemVersion


def current_calibrations(version_ids: Collection[int]) -> dict[int, ItemParameters]:
    """Item version → parameters on the common scale, from the runs in force; else what the experts judged."""
    judged = ItemVersion.objects.filter(pk__in=version_ids).values_list("pk", "difficulty", "level")
    found = {pk: ItemParameters(on_common_scale(difficulty, level)) for pk, difficulty, level in judged}
    in_force = Calibration.objects.filter(version__in=version_ids, run__status=CalibrationRun.Status.IN_FORCE)
    for one in in_force:
        found[one.version_id] = ItemParameters(
            one.difficulty,
            one.discrimination,
            se=one.difficulty_se,
            is_provisional=one.model == Calibration.Model.EXPERT,
        )
    return found
