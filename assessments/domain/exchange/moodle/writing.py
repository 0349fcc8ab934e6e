"""Items as questions of Moodle XML."""

from collections.abc import Callable, Mapping

from ...items.content import ItemContent
from ...items.parts import ALL, Texts
from ..facts import facts_in_words
from ..pictures import Pictures
from ..plain_text import html_of
from ..xml_tree import Node, element, write_xml
from .choice_writing import write_choice
from .graderinfo import write_graderinfo
from .list_writing import write_matching, write_ordering
from .number_writing import write_numeric
from .spot_writing import picture_files, places_html, write_spots
from .texts import write_texts

Questions = Callable[[ItemContent], list[Node]]


def write_moodle(items: Mapping[str, ItemContent], pictures: Pictures) -> bytes:
    """Name → item; all of a kind that can be written.

    Raises ItemRefused for units that Moodle cannot relate, and for a picture that is not there.
    """
    return write_xml(element("quiz", *(_question(name, content, pictures) for name, content in items.items())))


def _question(name: str, content: ItemContent, pictures: Pictures) -> Node:
    kind, parts = WRITERS[content.kind]
    text = html_of(content.stem) + places_html(content)
    words = facts_in_words(content)
    if content.kind == "short_text":
        words["longest"] = str(content.body["longest"])
    tags = [element("tag", element("text", f"{fact}:{word}")) for fact, word in words.items()]
    return element(
        "question",
        element("name", element("text", name)),
        element("questiontext", element("text", text), format="html"),
        write_texts("generalfeedback", _general_reason(content)),
        element("defaultgrade", "1"),
        element("penalty", "0"),
        element("hidden", "0"),
        element("idnumber", name),
        *picture_files(content, pictures),
        *parts(content),
        element("tags", *tags),
        type=kind,
    )


def _general_reason(content: ItemContent) -> Texts:
    """The reason for the whole; Moodle keeps none for each prompt or zone, so they are told in one text."""
    if ALL in content.rationales or content.kind in ("single", "multiple"):
        return content.rationales.get(ALL, {})
    listed = (*content.body.get("prompts", ()), *content.body.get("zones", ()))
    prompts = {one["id"]: one["text"] for one in listed}
    told = [(prompts[name], reason) for name, reason in content.rationales.items() if name in prompts]
    languages = dict.fromkeys(language for _, reason in told for language in reason)
    return {
        language: "\n".join(
            f"{prompt.get(language, '')} – {reason[language]}" for prompt, reason in told if language in reason
        )
        for language in languages
    }


def _essay(content: ItemContent) -> list[Node]:
    """How long an answer may be is kept as a tag, since Moodle counts words and we count characters."""
    info = write_graderinfo(content.right["model"], content.right["criteria"])
    return [
        element("responseformat", "plain"),
        element("responserequired", "1"),
        element("maxwordlimit", "0"),
        element("attachments", "0"),
        write_texts("graderinfo", info),
    ]


WRITERS: Mapping[str, tuple[str, Questions]] = {
    "single": ("multichoice", write_choice),
    "multiple": ("multichoice", write_choice),
    "matching": ("matching", write_matching),
    "ordering": ("ordering", write_ordering),
    "numeric": ("numerical", write_numeric),
    "short_text": ("essay", _essay),
    "hot_spot": ("ddmarker", write_spots),
}
