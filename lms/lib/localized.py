"""Choosing one language from a text kept in several."""

from collections.abc import Mapping

FALLBACKS: Mapping[str, tuple[str, ...]] = {
    "zh-hant": ("zh-hans", "en"),
    "zh-hans": ("zh-hant", "en"),
    "en": ("zh-hant", "zh-hans"),
}


def in_language(texts: Mapping[str, str], language: str) -> str:
    """The text in `language`, else its nearest relative, else any, else the empty string."""
    return texts.get(language_shown(texts, language), "")


def language_shown(texts: Mapping[str, str], language: str) -> str:
    """The language of the text that a reader of `language` is shown; empty if there is no text."""
    for code in (language, *FALLBACKS.get(language, ("en",))):
        if texts.get(code):
            return code
    return next(iter(texts), "")
