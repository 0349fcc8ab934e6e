"""Text that a spreadsheet must not take for a formula (ASVS 1.2.10)."""

import re

# The full-width signs start formulas in Chinese and Japanese installations.
FORMULA_STARTS = tuple("=+-@\t\r\n\0＝＋－＠")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def neutral_text(text: str) -> str:
    """The text, led by an apostrophe where it would start a formula, without control characters."""
    is_dangerous = text.lstrip(" ").startswith(FORMULA_STARTS)
    cleaned = _UNPRINTABLE.sub("", text)
    return f"'{cleaned}" if is_dangerous else cleaned
