"""Multiple choice of Moodle: one right answer, or several, by what each answer earns."""

from ..drafting import letters, options
from ..found import ItemRefused, Notes
from .asked import Asked, Parts, fraction, no_whole_reason


def read_choice(asked: Asked) -> Parts:
    """With one right answer the best one is right; with several every one that gains is."""
    answers = asked.node.all("answer")
    worth = [fraction(one) for one in answers]
    if not worth or max(worth) <= 0:
        raise ItemRefused("no_right_answer")
    single = asked.node.child("single")
    is_single = single is None or asked.flag("single")
    best = max(worth)
    right = [value == best if is_single else value > 0 for value in worth]
    if is_single and sum(right) > 1:
        raise ItemRefused("several_right")
    _note_weights(worth, right, is_single, asked.notes)
    no_whole_reason(asked)
    if not asked.flag("shuffleanswers") and asked.node.child("shuffleanswers") is not None:
        asked.notes.lose("fixed_order")
    ids = letters(len(answers))
    return Parts(
        kind="single" if is_single else "multiple",
        body={"options": options([asked.texts(one) for one in answers], ids)},
        right={"correct": [one for one, is_right in zip(ids, right, strict=True) if is_right]},
        reasons={one: asked.texts(answer.child("feedback")) for one, answer in zip(ids, answers, strict=True)},
    )


def _note_weights(worth: list[float], right: list[bool], is_single: bool, notes: Notes) -> None:
    """Weights other than the plain ones, or those that we mark by, are lost; so are penalties for one wrong answer."""
    share = 100 / sum(right)
    plain = {0.0} if is_single else {0.0, -share}
    usual = all(
        abs(value - share) < 0.01 if is_right else any(abs(value - one) < 0.01 for one in plain)
        for value, is_right in zip(worth, right, strict=True)
    )
    if not usual:
        notes.lose("weights")
