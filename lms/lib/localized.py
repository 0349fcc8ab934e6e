"""Choosing one language from a text kept in several."""

from collections.abc import Mapping

FALLBACKS = {"zh-hant": ("zh-hans", "en"), "zh-hans": ("zh-hant", "en"), "en": ("zh-hant", "zh-hans")}


def in_language(texts: Mapping[str, str], language: str) -> str:
    """The text in `language`, else its nearest relative, else any, else the empty string."""
    for code in (language, *FALLBACKS.get(language, ("en",))):
        if texts.get(code):
            return texts[code]
    return next(iter(texts.values()), "")
