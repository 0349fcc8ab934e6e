"""Lists of item numbers as people write them."""

import re

PART = re.compile(r"([0-9]{1,6})(?:-([0-9]{1,6}))?")
DASH = re.compile(r"\s*[-–]\s*")
SEPARATOR = re.compile(r"[,;\s\u3001\uff0c\uff1b]+")  # Chinese commas and semicolons as well
MOST = 2000  # a range beyond this is a slip of the pen


def read_numbers(text: str) -> frozenset[int]:
    """`"1-3, 7"` → {1, 2, 3, 7}. Raises ValueError for anything else."""
    found: set[int] = set()
    for part in filter(None, SEPARATOR.split(DASH.sub("-", text.strip()))):
        match = PART.fullmatch(part)
        if match is None:
            raise ValueError(part)
        first, last = int(match[1]), int(match[2] or match[1])
        if not first <= last <= first + MOST:
            raise ValueError(part)
        found.update(range(first, last + 1))
    if not found:
        raise ValueError(text)
    return frozenset(found)
