"""Numbers as people type them, and whether they are near enough."""

import re
from dataclasses import dataclass
from unicodedata import normalize

TYPED = re.compile(r"[+-]?(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(\.\d{1,9})?")
LONGEST = 40  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A right value; `tolerance` is in the value's own unit, both ends included."""

    value: float
    tolerance: float = 0.0
    unit: str = ""  # id of the unit it is meant in; empty where the item names no units

    def is_met_by(self, given: float) -> bool:
        # The bounds of 0.1 + 0.2 and the like must not fail anybody.
        return abs(given - self.value) <= self.tolerance + 1e-9 * max(1.0, abs(self.value))


def read_number(text: str) -> float | None:
    """1 250, 1,250.5, １２.５ or −3: full width, spaces and thousands commas are understood; None if it is none."""
    if len(text) > LONGEST:
        return None
    plain = normalize("NFKC", text).replace("−", "-").replace(" ", "").replace("\u202f", "")
    return float(plain.replace(",", "")) if TYPED.fullmatch(plain) else None
