"""How a unit is equipped for digital work: who is charged with it, with what rank, people, backing and money.

Every answer may be unknown, and unknown is neither yes nor no (domain.md 1, rows 12 to 14).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

MOST_STAFF = 10_000


class Rank(StrEnum):
    """Of the body in the order of the administration; the deputy ranks stand below the full ones."""

    UNSETTLED = "unsettled"
    SUBSECTION = "subsection"
    DEPUTY_SECTION = "deputy_section"
    SECTION = "section"
    DEPUTY_DIVISION = "deputy_division"
    DIVISION = "division"
    DEPUTY_BUREAU = "deputy_bureau"
    BUREAU = "bureau"


class Leader(StrEnum):
    """Who leads the leading group."""

    HEAD = "head"
    DEPUTY = "deputy"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    has_body: bool | None = None  # an organ of its own for digital work
    body_name: str = ""
    rank: Rank | None = None
    staff: int | None = None  # full-time, for digital work
    maintenance: int | None = None  # of these, for the unit's own network and computers
    has_leading_group: bool | None = None
    led_by: Leader | None = None
    has_mandate: bool | None = None  # may set rules and decide on digital matters
    has_budget: bool | None = None  # money of its own for them

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """(field, code) of what cannot both be."""
        for name in ("body_name", "rank"):
            if getattr(self, name) and self.has_body is not True:
                yield name, "needs_body"
        if self.led_by is not None and self.has_leading_group is not True:
            yield "led_by", "needs_group"
        if self.maintenance is not None and self.staff is not None and self.maintenance > self.staff:
            yield "maintenance", "more_than_staff"

    @property
    def says_nothing(self) -> bool:
        return self == Capacity()
