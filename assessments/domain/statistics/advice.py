"""What follows from the figures of an item, as codes; the words stand in `selectors.statistics_words`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .items import ItemFigures, Standing
from .options import OptionFigures, OptionFlag

HARD, EASY = 0.30, 0.95  # mean marks beyond which an item tells little of those who sit it
WEAK = 0.10  # correlation with the rest score below which an item hardly tells people apart


class Matter(StrEnum):
    """What is wrong, the gravest first."""

    KEY_IN_DOUBT = "key_in_doubt"
    STRONG_MISS_IT = "strong_miss_it"
    STRONG_DRAWN = "strong_drawn"
    TOO_HARD = "too_hard"
    WEAK = "weak"
    TELLS_NOBODY_APART = "tells_nobody_apart"
    TOO_EASY = "too_easy"
    IDLE_OPTION = "idle_option"


RANK = {matter: place for place, matter in enumerate(Matter)}

MATTER_OF_FLAG = {
    OptionFlag.BEATS_THE_KEY: Matter.KEY_IN_DOUBT,
    OptionFlag.KEY_DRAWS_THE_WEAK: Matter.STRONG_MISS_IT,
    OptionFlag.DRAWS_THE_STRONG: Matter.STRONG_DRAWN,
    OptionFlag.TELLS_NOBODY_APART: Matter.TELLS_NOBODY_APART,
    OptionFlag.RARELY_CHOSEN: Matter.IDLE_OPTION,
}


@dataclass(frozen=True, slots=True)
class Advice:
    matter: Matter
    options: str = ""  # where it is about some of them: "b", or "b, d"


def advice(figures: ItemFigures, options: Sequence[OptionFigures] = ()) -> list[Advice]:
    """What to look at, the gravest first; nothing before there are enough answers to act on."""
    if figures.standing is not Standing.FIRM:
        return []
    about_item = {Advice(matter) for matter in _about_the_item(figures)}
    said = {one.matter for one in about_item}
    if Matter.TOO_EASY in said:
        said.add(Matter.IDLE_OPTION)  # nobody is left to choose another option
    about_options = {one for one in _about_options(options) if one.matter not in said}
    return sorted(about_item | about_options, key=lambda one: (RANK[one.matter], one.options))


def _about_the_item(figures: ItemFigures) -> Iterable[Matter]:
    share, r = figures.share, figures.discrimination
    if share is not None and share.value < HARD:
        yield Matter.TOO_HARD
    if share is not None and share.value > EASY:
        yield Matter.TOO_EASY
    elif r is not None and r.value < WEAK:
        # What nearly everybody knows cannot correlate with anything.
        yield Matter.STRONG_MISS_IT if r.value < 0 else Matter.WEAK


def _about_options(options: Sequence[OptionFigures]) -> Iterable[Advice]:
    """The gravest of each option: that it beats the key already says that it draws the strong."""
    by_matter: dict[Matter, list[str]] = {}
    for row in options:
        if row.flags:
            gravest = min((MATTER_OF_FLAG[flag] for flag in row.flags), key=RANK.__getitem__)
            by_matter.setdefault(gravest, []).append(row.option)
    return [Advice(matter, ", ".join(letters)) for matter, letters in by_matter.items()]
