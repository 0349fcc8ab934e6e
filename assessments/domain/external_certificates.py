"""How certificates of other bodies are recognised, and what one can show at most."""

import unicodedata

from .levels import HIGHEST_VALUE


def certificate_key(text: str) -> str:
    """Issuer or title as it is compared: width of letters, case and spaces do not matter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def ceiling_of(level: float) -> float:
    """A certificate for a level does not deny the next one: like an examination, it ends half a level above its own."""
    return min(level + 0.5, HIGHEST_VALUE)
