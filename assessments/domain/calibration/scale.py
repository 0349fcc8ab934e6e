"""One ability scale over all levels, in logits.

Experts judge an item against the borderline person of the item's own level; such judgements of different levels only
compare once they stand on one scale. Zero is the borderline person of level 3, who stands at 2.5 on the level scale,
and each level is `LOGITS_A_LEVEL` further up.
"""

LOGITS_A_LEVEL = 1.5  # how much further up the ability scale the next level's borderline person stands
LEVEL_AT_ZERO = 3


def on_common_scale(difficulty: float, level: int) -> float:
    """The difficulty that experts judged against the borderline person of `level`, on the scale of all levels."""
    return difficulty + LOGITS_A_LEVEL * (level - LEVEL_AT_ZERO)
