"""Matching and ordering as questions of Moodle."""

from ...items.content import ItemContent
from ...items.parts import Texts
from ..xml_tree import Node, element
from .texts import write_texts

NOTHING: Texts = {}


def write_matching(content: ItemContent) -> list[Node]:
    options = {one["id"]: one["text"] for one in content.body["options"]}
    pairs = content.right["pairs"]
    rows = [(one["text"], options[pairs[one["id"]]]) for one in content.body["prompts"] if one["id"] in pairs]
    rows += [(NOTHING, text) for one, text in options.items() if one not in pairs.values()]
    return [element("shuffleanswers", "true"), *(_pair(prompt, option) for prompt, option in rows)]


def _pair(prompt: Texts, option: Texts) -> Node:
    """What belongs to a prompt is plain text in Moodle, where its filters put languages right all the same."""
    row = write_texts("subquestion", prompt)
    words = write_texts("answer", option).children
    return Node(row.name, row.attributes, [*row.children, element("answer", *words)])


def write_ordering(content: ItemContent) -> list[Node]:
    options = {one["id"]: one["text"] for one in content.body["options"]}
    steps = [
        write_texts("answer", options[one], fraction=str(place))
        for place, one in enumerate(content.right["order"], start=1)
    ]
    return [
        element("layouttype", "VERTICAL"),
        element("selecttype", "ALL"),
        element("selectcount", "0"),
        element("gradingtype", "ALL_OR_NOTHING"),
        element("showgrading", "SHOW"),
        *steps,
    ]
