"""True or false, which is a choice of two here."""

from collections.abc import Mapping

from ...items.parts import Texts
from ..drafting import letters, options
from ..found import ItemRefused
from .asked import Asked, Parts, fraction, no_whole_reason

TRUE_FALSE: Mapping[str, Texts] = {
    "true": {"en": "True", "zh-hant": "正確", "zh-hans": "正确"},
    "false": {"en": "False", "zh-hant": "錯誤", "zh-hans": "错误"},
}


def read_true_false(asked: Asked) -> Parts:
    answers = [(one.text_of("text").strip().lower(), one) for one in asked.node.all("answer")]
    found = {name: one for name, one in answers if name in TRUE_FALSE}
    right = [name for name, one in found.items() if fraction(one) > 0]
    if len(found) != 2 or len(right) != 1:
        raise ItemRefused("no_right_answer")
    ids = dict(zip(TRUE_FALSE, letters(2), strict=True))
    languages = list(asked.stem) or [asked.language]
    no_whole_reason(asked)
    return Parts(
        kind="single",
        body={
            "options": options(
                [{one: text[one] for one in languages} for text in TRUE_FALSE.values()], list(ids.values())
            )
        },
        right={"correct": [ids[right[0]]]},
        reasons={ids[name]: asked.texts(one.child("feedback")) for name, one in found.items()},
    )
