"""One item in one language as one QTI file, written and read."""

from collections.abc import Mapping

from ...items.content import ItemContent
from ...items.parts import ALL
from ..drafting import foreign_id
from ..facts import FACTS, Facts, facts_in_words, read_facts
from ..found import FileRefused, Imported, ItemRefused, short
from ..pictures import SentPicture
from ..plain_text import paragraph
from ..tongues import XML_NAMES, our_language
from ..xml_tree import Node, element
from . import scoring
from .kinds import READERS, kind_of, stem_of
from .names import Dialect, to_three
from .place import Place
from .source import Source
from .writing import WRITERS

SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


def write_item(
    content: ItemContent, *, name: str, language: str, dialect: Dialect, pictures: Mapping[str, str]
) -> Node:
    """`pictures`: digest → address. Raises KeyError for a kind that QTI files of ours do not carry; see `WRITERS`."""
    place = Place(language=language, pictures=pictures)
    written = WRITERS[content.kind](content.body, content.right, place)
    reasons = {foreign_id(one): texts for one, texts in content.rationales.items() if texts.get(language)}
    body = element(
        "qti-item-body",
        element("div", place.words(content.stem), class_="academy-stem"),
        *written.body,
        class_=f"academy-item academy-kind-{content.kind}",
    )
    facts = facts_in_words(content)
    body.attributes |= {f"data-{fact.replace('_', '-')}": word for fact, word in facts.items()}
    rules = [*scoring.tell(list(reasons)), *written.score, *written.last]
    item = element(
        "qti-assessment-item",
        *written.declarations,
        _outcome(scoring.SCORE, "single", "float", is_by_people=not written.score),
        _outcome(scoring.FEEDBACK, "multiple", "identifier"),
        body,
        *([element("qti-response-processing", *rules)] if rules else []),
        *(_feedback(one, texts[language]) for one, texts in reasons.items()),
        identifier=name,
        title=name,
        adaptive="false",
        time_dependent="false",
        xml_lang=XML_NAMES[language],
    )
    found = dialect.write(item)
    spaces = {
        "xmlns": dialect.namespace,
        "xmlns:xsi": SCHEMA_INSTANCE,
        "xsi:schemaLocation": f"{dialect.namespace} {dialect.schema}",
    }
    found.attributes = spaces | found.attributes
    return found


def read_item(root: Node, given: Facts, file: str, shown: Mapping[str, SentPicture]) -> tuple[str, Imported]:
    """(language, item). Raises FileRefused where this is no item; what is wrong with an item is told in it.

    `shown`: pictures of the package by their path.
    """
    root = to_three(root)
    if root.name != "qti-assessment-item":
        raise FileRefused("not_an_item", file, name=short(root.name.removeprefix("qti-")))
    name = short(root.get("identifier"))
    try:
        language, content, source = _read(root, given, file, shown)
    except ItemRefused as refused:
        return given.language, Imported(content=None, file=file, line=root.line, name=name, problems=(refused.problem,))
    return language, Imported(
        content=content,
        file=file,
        line=root.line,
        name=name,
        problems=source.notes.problems,
        pictures=tuple(source.pictures),
    )


def _read(root: Node, given: Facts, file: str, shown: Mapping[str, SentPicture]) -> tuple[str, ItemContent, Source]:
    body = root.child("qti-item-body")
    if body is None:
        raise ItemRefused("no_question")
    if (
        root.get("adaptive") == "true"
        or root.child("qti-template-declaration")
        or root.child("qti-template-processing")
    ):
        raise ItemRefused("adaptive")
    named = root.get("xml:lang")
    language = our_language(named) if named else given.language
    if language is None:
        raise ItemRefused("unknown_language", given=short(named))
    source = Source(root, language, is_own="academy-item" in body.get("class").split(), path=file, shown=shown)
    kind = kind_of(body, source)
    stem = stem_of(body, source)
    source.refer(ALL, ALL)
    inner, right = READERS[kind](body, source, "")
    words = {fact: body.get(f"data-{fact.replace('_', '-')}") for fact in FACTS}
    facts = read_facts(words, given, source.notes)
    return language, facts.write(kind, stem, inner, right=right, reasons=source.reasons()), source


def _outcome(identifier: str, cardinality: str, base_type: str, *, is_by_people: bool = False) -> Node:
    zero = element("qti-default-value", element("qti-value", "0"))
    return element(
        "qti-outcome-declaration",
        *([zero] if base_type == "float" else []),
        identifier=identifier,
        cardinality=cardinality,
        base_type=base_type,
        normal_maximum="1" if base_type == "float" else "",
        external_scored="human" if is_by_people else "",
    )


def _feedback(identifier: str, text: str) -> Node:
    return element(
        "qti-modal-feedback",
        element("qti-content-body", paragraph(text)),
        outcome_identifier=scoring.FEEDBACK,
        identifier=identifier,
        show_hide="show",
    )
