"""Texts in several languages, with the variant's names and numbers filled in on reading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")

# A reader of one Chinese script reads the other more easily than English.
FALLBACKS: Mapping[str, tuple[str, ...]] = {
    "zh-hans": ("zh-hans", "zh-hant", "en"),
    "zh-hant": ("zh-hant", "zh-hans", "en"),
}


@dataclass(frozen=True, slots=True)
class Text:
    """One text in each language it was written in, keyed by lower-case locale."""

    by_locale: Mapping[str, str]

    def resolve(self, locale: str) -> str:
        """The text for `locale`, else for its nearest relative, else in whatever language there is."""
        wanted = locale.lower()
        for candidate in FALLBACKS.get(wanted, (wanted, wanted.split("-")[0], "en")):
            if candidate in self.by_locale:
                return self.by_locale[candidate]
        return next(iter(self.by_locale.values()), "")

    def placeholders(self) -> frozenset[str]:
        return frozenset(name for text in self.by_locale.values() for name in PLACEHOLDER.findall(text))


EMPTY = Text({})


@dataclass(frozen=True, slots=True)
class Renderer:
    """Resolves texts for one locale and fills in the variant's parameters."""

    locale: str
    parameters: Mapping[str, Text] = field(default_factory=dict)

    def with_numbers(self, numbers: Mapping[str, int]) -> Renderer:
        """The same, for a text that tells of the world's numbers as they were; parameters come first."""
        if not numbers:
            return self
        told = {name: Text({self.locale: str(value)}) for name, value in numbers.items()}
        return replace(self, parameters={**told, **self.parameters})

    def __call__(self, text: Text) -> str:
        resolved = text.resolve(self.locale)
        return PLACEHOLDER.sub(self._fill, resolved) if "{" in resolved else resolved

    def _fill(self, match: re.Match[str]) -> str:
        parameter = self.parameters.get(match[1])
        return match[0] if parameter is None else parameter.resolve(self.locale)
