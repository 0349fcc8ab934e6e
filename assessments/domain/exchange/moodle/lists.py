"""Matching and ordering of Moodle."""

from ..drafting import letters, matched, options
from ..found import ItemRefused
from .asked import Asked, Parts, fraction, no_whole_reason, whole_reason
from .texts import read_line


def read_matching(asked: Asked) -> Parts:
    rows = [
        (asked.texts(one), read_line(one.child("answer"), asked.language, asked.notes))
        for one in asked.node.all("subquestion")
    ]
    pairs = [(prompt, option) for prompt, option in rows if prompt and option]
    if not pairs:
        raise ItemRefused("no_right_answer")
    body, right = matched(pairs, [option for prompt, option in rows if option and not prompt])
    no_whole_reason(asked)
    return Parts(kind="matching", body=body, right=right, reasons={})


def read_ordering(asked: Asked) -> Parts:
    answers = sorted(asked.node.all("answer"), key=fraction)
    if len({fraction(one) for one in answers}) < len(answers):
        answers = asked.node.all("answer")
    ids = letters(len(answers))
    if any(asked.texts(one.child("feedback")) for one in answers):
        asked.notes.lose("feedback")
    body = {"options": options([asked.texts(one) for one in answers], ids)}
    return Parts(kind="ordering", body=body, right={"order": ids}, reasons=whole_reason(asked))
