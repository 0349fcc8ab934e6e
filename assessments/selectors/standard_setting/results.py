"""The cut that a panel has come to."""

from dataclasses import dataclass

from ...domain.standard_setting.angoff import RoundsCompared, Standard, compare_rounds, standard
from ...domain.standard_setting.requirements import error_of_measurement, is_precise
from ...models import Panel
from .held_ratings import complete_judges, held_ratings, is_first_round_over, latest, table


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelResult:
    final: Standard
    rounds: RoundsCompared | None  # None without a second round
    left_out: int  # judges who have not rated every item
    items_a_form: int
    measurement_error: float | None  # of a score at the cut, as a share

    @property
    def error_share(self) -> float | None:
        error = self.final.standard_error
        return None if error is None else error / self.final.possible

    @property
    def is_precise(self) -> bool | None:
        return is_precise(self.error_share, self.measurement_error)


def panel_result(panel: Panel) -> PanelResult | None:
    """The cut by the judges who have rated every item; None while there is none, and before the first round is over."""
    if not is_first_round_over(panel):
        return None
    points = dict(panel.items.order_by("position").values_list("pk", "points"))
    held, order = held_ratings(panel), list(points)
    complete = complete_judges(held, order)
    if not complete:
        return None
    weights = list(points.values())
    first = table(held[1], complete, order)
    last = table(latest(held), complete, order)
    final = standard(last, weights)
    items_a_form = round(final.possible)
    return PanelResult(
        final=final,
        rounds=compare_rounds(first, last, weights) if held[2] else None,
        left_out=panel.judges.count() - len(complete),
        items_a_form=items_a_form,
        measurement_error=error_of_measurement(final.share, items_a_form),
    )
