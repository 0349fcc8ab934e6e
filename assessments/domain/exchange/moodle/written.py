"""What is written out in Moodle: short answers and essays."""

from ...items.parts import ALL
from ..drafting import one_word_form, own_words
from .asked import Asked, Parts, fraction, whole_reason
from .graderinfo import read_graderinfo


def read_short_answer(asked: Asked) -> Parts:
    answers = [(one.text_of("text").strip(), fraction(one)) for one in asked.node.all("answer")]
    right = [word for word, worth in answers if worth >= 100 and "*" not in word]
    if len(right) < len(answers):
        asked.notes.lose("partial_answers")
    if asked.flag("usecase"):
        asked.notes.lose("case")
    if any(asked.texts(one.child("feedback")) for one in asked.node.all("answer")):
        asked.notes.lose("feedback")
    body, key = one_word_form(right, asked.language)
    reason = whole_reason(asked)[ALL]
    return Parts(kind="form_fill", body=body, right=key, reasons={"a": reason})


def read_essay(asked: Asked) -> Parts:
    info = asked.texts(asked.node.child("graderinfo"))
    model, criteria = read_graderinfo(info)
    body, right = own_words(model or {asked.language: "…"})
    longest = asked.words.get("longest", "")
    body |= {"longest": int(longest)} if longest.isascii() and longest.isdigit() else {}
    if not model:
        asked.notes.lose("no_model")
    return Parts(kind="short_text", body=body, right=right | {"criteria": criteria}, reasons=whole_reason(asked))
