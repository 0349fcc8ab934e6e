"""What a browser sent for a page of the editor, read by the name of a box."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict

LONGEST = 40_000  # characters of one box
MOST_ROWS = 300


@dataclass(frozen=True, slots=True)
class Sent:
    """`simplify` turns Traditional into Simplified Chinese."""

    boxes: QueryDict
    simplify: Callable[[str], str]

    def text(self, name: str) -> str:
        # No database keeps a NUL, and browsers send lines as the mail of old did.
        raw = self.boxes.get(name, "").replace("\0", "").replace("\r\n", "\n")
        return raw.strip()[:LONGEST]

    def has(self, name: str) -> bool:
        return name in self.boxes

    def count(self, name: str) -> int | None:
        """How many rows of a list the page held; None if it did not show the list."""
        said = self.boxes.get(f"{name}.count", "")
        return min(int(said), MOST_ROWS) if re.fullmatch(r"[0-9]{1,4}", said) else None
