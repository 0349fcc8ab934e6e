"""What one can be seen to do at each level of a competency: the anchors of every rating."""

from dataclasses import dataclass

from django.utils.translation import gettext

from lms.competencies.selectors.framework import indicators_of, levels

from ...domain.levels import LEVELS


@dataclass(frozen=True, slots=True)
class Anchor:
    ordinal: int
    name: str
    indicator: str

    def __str__(self) -> str:
        named = f"{self.ordinal} {self.name}"
        if not self.indicator:
            return named
        return gettext("%(words)s: %(label)s") % {"words": named, "label": self.indicator}


def anchors_of(code: str) -> list[Anchor]:
    """From level 1 up, in the active language."""
    names, indicators = levels(), indicators_of(code)
    return [
        Anchor(ordinal, str(names[ordinal].name) if ordinal in names else "", str(indicators.get(ordinal, "")))
        for ordinal in LEVELS
    ]
