"""Choices of GIFT: by the sign of the right answer, or by weights."""

from collections.abc import Mapping

from ...items.parts import Texts
from ..drafting import letters, options
from ..found import ItemRefused
from ..moodle.true_false import TRUE_FALSE
from .asked import Asked, Found


def read_choice(asked: Asked) -> Found:
    """With a marked answer it is a single choice, with weights alone a multiple response."""
    marked = [one for one in asked.answers if one.is_marked]
    if len(marked) > 1:
        raise ItemRefused("several_right")
    weights = [100.0 if one.is_marked else one.weight or 0.0 for one in asked.answers]
    right = [weight > 0 for weight in weights] if not marked else [one.is_marked for one in asked.answers]
    if not any(right):
        raise ItemRefused("no_right_answer")
    is_single = bool(marked) or (sum(right) == 1 and max(weights) >= 100)
    share = 100 / sum(right)
    usual = all(
        abs(weight - share) < 0.01 if is_right else weight == 0 or (not is_single and abs(weight + share) < 0.01)
        for weight, is_right in zip(weights, right, strict=True)
    )
    if not usual:
        asked.notes.lose("weights")
    ids = letters(len(asked.answers))
    body = {"options": options([asked.texts(one.text) for one in asked.answers], ids)}
    correct = [one for one, is_right in zip(ids, right, strict=True) if is_right]
    return "single" if is_single else "multiple", body, {"correct": correct}, asked.reasons(ids)


def read_true_false(plain: str, is_true: bool, asked: Asked) -> Found:
    ids = letters(2)
    feedback = [asked.texts(one) for one in plain.split("#")[1:]]
    right, wrong = (ids[0], ids[1]) if is_true else (ids[1], ids[0])
    reasons: Mapping[str, Texts] = dict(zip((wrong, right), feedback, strict=False))
    words = [{one: text[one] for one in asked.languages} for text in TRUE_FALSE.values()]
    return "single", {"options": options(words, ids)}, {"correct": [right]}, dict(reasons)
