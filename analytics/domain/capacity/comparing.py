"""The capacity of many units side by side: how many have what, of those that are known."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from .facts import Capacity, Rank


@dataclass(frozen=True, slots=True)
class Share:
    yes: int
    known: int

    @property
    def percent(self) -> int | None:
        """None where nothing is known: that is not nought."""
        return round(100 * self.yes / self.known) if self.known else None


@dataclass(frozen=True, slots=True)
class Summary:
    units: int
    entered: int
    shares: Mapping[str, Share]
    staff: float | None  # median of the units that say


ASKED: Mapping[str, Callable[[Capacity], bool | None]] = {
    "body": lambda one: one.has_body,
    "rank": lambda one: None if one.rank is None else one.rank is not Rank.UNSETTLED,
    "maintenance": lambda one: None if one.maintenance is None else one.maintenance > 0,
    "leading_group": lambda one: one.has_leading_group,
    "mandate": lambda one: one.has_mandate,
    "budget": lambda one: one.has_budget,
}


def summary(capacities: Iterable[Capacity | None]) -> Summary:
    units = list(capacities)
    entered = [one for one in units if one is not None]
    staff = [one.staff for one in entered if one.staff is not None]
    return Summary(
        units=len(units),
        entered=len(entered),
        shares={name: _share([ask(one) for one in entered]) for name, ask in ASKED.items()},
        staff=median(staff) if staff else None,
    )


def _share(answers: Iterable[bool | None]) -> Share:
    known = [answer for answer in answers if answer is not None]
    return Share(sum(known), len(known))
