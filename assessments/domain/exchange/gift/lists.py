"""Matching and short answers of GIFT."""

from ..drafting import matched, one_word_form
from ..found import ItemRefused
from .asked import Asked, Found
from .syntax import show


def read_matching(asked: Asked) -> Found:
    asked.no_reasons()
    rows = [one.text.partition("->") for one in asked.answers]
    texts = [(asked.texts(prompt), asked.texts(option)) for prompt, _, option in rows]
    pairs = [(prompt, option) for prompt, option in texts if prompt and option]
    if not pairs:
        raise ItemRefused("no_right_answer")
    body, right = matched(pairs, [option for prompt, option in texts if option and not prompt])
    return "matching", body, right, {}


def read_short_answer(asked: Asked) -> Found:
    asked.no_reasons()
    best = [
        show(one.text) for one in asked.answers if (one.weight is None or one.weight >= 100) and "*" not in one.text
    ]
    if len(best) < len(asked.answers):
        asked.notes.lose("partial_answers")
    body, right = one_word_form(best, asked.language)
    return "form_fill", body, right, {}
