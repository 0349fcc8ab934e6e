"""Choices as questions of Moodle."""

from ...items.content import ItemContent
from ...items.parts import Texts
from ..xml_tree import Node, element
from .texts import write_texts


def write_choice(content: ItemContent) -> list[Node]:
    """Several right answers are weighed as we do: each right one its share, each wrong one that much off."""
    right, is_single = content.right["correct"], content.kind == "single"
    share = 100 / max(1, len(right))
    answers = [
        write_answer(
            one["text"],
            share if one["id"] in right else 0.0 if is_single else -share,
            content.rationales.get(one["id"], {}),
        )
        for one in content.body["options"]
    ]
    return [
        element("single", "true" if is_single else "false"),
        element("shuffleanswers", "true"),
        element("answernumbering", "abc"),
        *answers,
    ]


def write_answer(texts: Texts, fraction: float, reason: Texts) -> Node:
    answer = write_texts("answer", texts, fraction=f"{fraction:.5f}".rstrip("0").rstrip("."))
    return Node(answer.name, answer.attributes, [*answer.children, write_texts("feedback", reason)])
