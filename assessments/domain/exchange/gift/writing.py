"""Items as GIFT, with a span for each language as in Moodle XML, and facts as tags in a comment."""

from collections.abc import Callable, Mapping
from typing import Any

from ...items.content import ItemContent
from ...items.parts import ALL, Texts
from ..facts import facts_in_words
from ..found import ItemRefused
from ..plain_text import html_of
from .syntax import escape, write_tag


def write_gift(items: Mapping[str, ItemContent]) -> bytes:
    """Name → item; all of a kind that can be written."""
    return "\n".join(_question(name, content) for name, content in items.items()).encode()


def _question(name: str, content: ItemContent) -> str:
    tags = [write_tag("tag", f"{fact}:{word}") for fact, word in facts_in_words(content).items()]
    lines = [
        "// " + " ".join([write_tag("id", name), *tags]),
        f"::{escape(name)}::[html]{_text(content.stem)}{{",
        *(f"\t{line}" for line in WRITERS[content.kind](content.body, content.right, content.rationales)),
    ]
    whole = content.rationales.get(ALL)
    lines += [f"\t####{_text(whole)}"] if whole else []
    return "\n".join([*lines, "}", ""])


def _text(texts: Texts) -> str:
    return escape(html_of(texts))


def _feedback(texts: Texts | None) -> str:
    return f"#{_text(texts)}" if texts else ""


def _single(body: Any, right: Any, reasons: Mapping[str, Texts]) -> list[str]:
    return [
        f"{'=' if one['id'] in right['correct'] else '~'}{_text(one['text'])}{_feedback(reasons.get(one['id']))}"
        for one in body["options"]
    ]


def _multiple(body: Any, right: Any, reasons: Mapping[str, Texts]) -> list[str]:
    share = f"{100 / max(1, len(right['correct'])):.5f}".rstrip("0").rstrip(".")
    weights = {one["id"]: share if one["id"] in right["correct"] else f"-{share}" for one in body["options"]}
    return [
        f"~%{weights[one['id']]}%{_text(one['text'])}{_feedback(reasons.get(one['id']))}" for one in body["options"]
    ]


def _matching(body: Any, right: Any, reasons: Mapping[str, Texts]) -> list[str]:
    options = {one["id"]: one["text"] for one in body["options"]}
    pairs = right["pairs"]
    rows = [(one["text"], options[pairs[one["id"]]]) for one in body["prompts"] if one["id"] in pairs]
    rows += [({}, text) for one, text in options.items() if one not in pairs.values()]
    return [f"={_side(prompt)} -> {_side(option)}" for prompt, option in rows]


def _side(texts: Texts) -> str:
    """An arrow within a text would part it: its second sign is written as an entity of HTML."""
    return escape(html_of(texts).replace("->", "-&gt;"))


def _numeric(body: Any, right: Any, reasons: Mapping[str, Texts]) -> list[str]:
    if body["units"]:
        raise ItemRefused("units_not_carried")
    return [
        "#",
        *(f"={one['value']!r}" + (f":{one['tolerance']!r}" if "tolerance" in one else "") for one in right["accepted"]),
    ]


WRITERS: Mapping[str, Callable[[Any, Any, Mapping[str, Texts]], list[str]]] = {
    "single": _single,
    "multiple": _multiple,
    "matching": _matching,
    "numeric": _numeric,
}
