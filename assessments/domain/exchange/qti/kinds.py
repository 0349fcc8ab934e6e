"""Each kind of item read back from its interactions: body and key."""

from collections.abc import Callable, Mapping
from typing import Any

from ...items.parts import Texts
from ..drafting import BLANK, our_ids, own_words
from ..found import ItemRefused
from ..xml_tree import Node
from .source import Source, named, number_of, whole_item
from .spots import areas_in, pick_of, picture_in, zones_in

Read = Callable[[Node, Source, str], tuple[dict[str, Any], dict[str, Any]]]
CHOICE, MATCH, ORDER = "qti-choice-interaction", "qti-match-interaction", "qti-order-interaction"
TYPED, INLINE, WRITTEN = "qti-text-entry-interaction", "qti-inline-choice-interaction", "qti-extended-text-interaction"
HOTSPOT, POINT = "qti-hotspot-interaction", "qti-select-point-interaction"
KNOWN = frozenset({CHOICE, MATCH, ORDER, TYPED, INLINE, WRITTEN, HOTSPOT, POINT})
NO_MODEL = "…"


def interactions(node: Node) -> list[Node]:
    """In order; one of an unknown sort refuses the item by its name."""
    found = [one for one in _descendants(node) if one.name.endswith("-interaction")]
    for one in found:
        if one.name not in KNOWN:
            raise ItemRefused("unsupported", name=one.name.removeprefix("qti-"))
    return found


def classes(node: Node, start: str) -> list[str]:
    """Endings of the classes that begin so."""
    return [one.removeprefix(start) for one in node.get("class").split() if one.startswith(start)]


def kind_of(node: Node, source: Source) -> str:
    """As its class says, else as its interactions suggest."""
    told = classes(node, "academy-kind-")
    if told and told[0] in READERS:
        return told[0]
    found = interactions(node)
    names = [one.name for one in found]
    if len(found) == 1:
        declared = source.declaration(found[0].get("response-identifier"))
        is_single, is_number = (
            declared.get("cardinality") == "single",
            declared.get("base-type") in ("float", "integer"),
        )
        return {
            CHOICE: "single" if is_single else "multiple",
            INLINE: "single",
            MATCH: "matching",
            ORDER: "ordering",
            TYPED: "numeric" if is_number else "form_fill",
            WRITTEN: "short_text",
            HOTSPOT: "hot_spot",
            POINT: "hot_spot",
        }[names[0]]
    if found and set(names) <= {TYPED, INLINE}:
        return "form_fill"
    raise ItemRefused("no_question" if not found else "several_questions")


def _choice(node: Node, source: Source, part: str) -> tuple[dict[str, Any], dict[str, Any]]:
    one = _only(node, CHOICE, INLINE)
    rows = list(one.within("qti-simple-choice", "qti-inline-choice"))
    ids = source.ids(rows, part)
    if not source.is_own and one.name == CHOICE and one.get("shuffle", "false") != "true":
        source.notes.lose("fixed_order")
    return {"options": source.options(rows, ids)}, {"correct": _right(one, ids, source)}


def _hot_spot(node: Node, source: Source, part: str) -> tuple[dict[str, Any], dict[str, Any]]:
    one = _only(node, HOTSPOT, POINT)
    if one.name == POINT:
        zones, right, picture = areas_in(one, source)
    else:
        picture, size = picture_in(one, source)
        rows = one.all("qti-hotspot-choice")
        ids = source.ids(rows, part)
        zones, right = zones_in(rows, list(ids.values()), size, source), _right(one, ids, source)
    return {"picture": picture, "zones": zones, "pick": pick_of(one, zones)}, {"correct": right}


def _right(one: Node, ids: Mapping[str, str], source: Source) -> list[str]:
    """Ids of ours of what is to be chosen, in the order in which it stands there."""
    response = one.get("response-identifier")
    correct, worth = source.correct(response), source.worth(response)
    positive = [name for name, value in worth.items() if value > 0]
    if not source.is_own and correct and positive and set(correct) != set(positive):
        source.notes.lose("weights")
    return [ours for identifier, ours in ids.items() if identifier in (correct or positive)]


def _matching(node: Node, source: Source, part: str) -> tuple[dict[str, Any], dict[str, Any]]:
    one = _only(node, MATCH)
    sets = one.all("qti-simple-match-set")
    if len(sets) != 2:
        raise ItemRefused("unsupported", name="match-interaction")
    prompts, listed = (some.all("qti-simple-associable-choice") for some in sets)
    prompt_ids, option_ids = source.ids(prompts, part), our_ids([row.get("identifier") for row in listed])
    response = one.get("response-identifier")
    pairs: dict[str, str] = {}
    for pair in source.correct(response) or [key for key, value in source.worth(response).items() if value > 0]:
        prompt, _, option = pair.partition(" ")
        if prompt not in prompt_ids or option not in option_ids or prompt_ids[prompt] in pairs:
            raise ItemRefused("not_one_to_each")
        pairs[prompt_ids[prompt]] = option_ids[option]
    body = {"prompts": source.options(prompts, prompt_ids), "options": source.options(listed, option_ids)}
    return body, {"pairs": pairs}


def _ordering(node: Node, source: Source, part: str) -> tuple[dict[str, Any], dict[str, Any]]:
    one = _only(node, ORDER)
    rows = list(one.within("qti-simple-choice"))
    ids = source.ids(rows, part)
    source.refer(whole_item(part), whole_item(part))
    correct = source.correct(one.get("response-identifier"))
    return {"options": source.options(rows, ids)}, {"order": [ids[name] for name in correct if name in ids]}


def _numeric(node: Node, source: Source, part: str) -> tuple[dict[str, Any], dict[str, Any]]:
    typed = _only(node, TYPED, beside=INLINE)
    chosen = next(node.within(INLINE), None)
    rows = chosen.all("qti-inline-choice") if chosen else []
    ids = our_ids([row.get("identifier") for row in rows])
    source.refer(whole_item(part), whole_item(part))
    units = source.options(rows, ids)
    return {"units": units}, {"accepted": source.targets(typed.get("response-identifier"), ids)}


def _form_fill(node: Node, source: Source, part: str) -> tuple[dict[str, Any], dict[str, Any]]:
    found = [one for one in interactions(node) if one.name in (TYPED, INLINE)]
    names = our_ids([one.get("response-identifier").removeprefix("RESPONSE-").rpartition(".")[2] for one in found])
    divisions = {
        id(inner): div for div in node.within("div") if classes(div, "academy-field") for inner in interactions(div)
    }
    fields, keys = [], {}
    for number, (one, name) in enumerate(zip(found, names.values(), strict=True), start=1):
        div = divisions.get(id(one))
        source.refer(name, named(part, name))
        field, keys[name] = _field(one, div, source)
        labels = _labels(div, source) if div is not None else {"label": {source.language: f"[{number}]"}}
        fields.append({"id": name, **labels, **field})
    return {"fields": fields}, {"fields": keys}


def _letter(node: Node, source: Source, part: str) -> tuple[dict[str, Any], dict[str, Any]]:
    sections, keys = [], {}
    found = [one for one in interactions(node) if one.name == CHOICE]
    names = our_ids([one.get("response-identifier").removeprefix("RESPONSE-") for one in found])
    for one, name in zip(found, names.values(), strict=True):
        response, rows = one.get("response-identifier"), one.all("qti-simple-choice")
        ids = source.ids(rows, name)
        harmful = _harmful(response, source)
        worth, needed = source.worth(response), source.correct(response)
        roles = {
            "needed": [ids[row] for row in ids if row in needed],
            "allowed": [ids[row] for row in ids if worth.get(row) == 0 and row not in harmful],
            "harmful": [ids[row] for row in ids if row in harmful],
        }
        keys[name] = {role: some for role, some in roles.items() if some or role == "needed"}
        label = source.texts(one.child("qti-prompt"))
        most = int(number_of(one.get("max-choices")) or len(rows))
        sections.append({"id": name, "label": label, "passages": source.options(rows, ids), "at_most": most})
    return {"sections": sections}, {"sections": keys}


def _short_text(node: Node, source: Source, part: str) -> tuple[dict[str, Any], dict[str, Any]]:
    one = _only(node, WRITTEN)
    response = one.get("response-identifier")
    source.refer(whole_item(part), whole_item(part))
    correct = source.declaration(response).child("qti-correct-response")
    model = next((value.text for value in correct.all("qti-value")), "") if correct else ""
    if source.is_own:
        criteria = [
            {"text": source.texts(row), "points": int(points[0])}
            for rubric in node.all("qti-rubric-block")
            for row in rubric.within("li")
            if (points := classes(row, "academy-points-"))
        ]
        longest = int(number_of(one.get("expected-length")) or 0)
        return {"longest": longest}, {"criteria": criteria, "model": {source.language: model} if model else {}}
    if not model.strip():
        source.notes.lose("no_model")
    return own_words({source.language: model.strip() or NO_MODEL})


def _case_set(node: Node, source: Source, part: str) -> tuple[dict[str, Any], dict[str, Any]]:
    parts, keys = [], {}
    for div in node.all("div"):
        for name in classes(div, "academy-id-"):
            kind = kind_of(div, source)
            body, keys[name] = READERS[kind](div, source, name)
            parts.append({"id": name, "kind": kind, "stem": stem_of(div, source), "body": body})
    return {"parts": parts}, {"parts": keys}


READERS: Mapping[str, Read] = {
    "single": _choice,
    "multiple": _choice,
    "matching": _matching,
    "ordering": _ordering,
    "numeric": _numeric,
    "form_fill": _form_fill,
    "letter": _letter,
    "short_text": _short_text,
    "case_set": _case_set,
    "hot_spot": _hot_spot,
}


def stem_of(node: Node, source: Source) -> Texts:
    """A division of ours, else all that stands around the interactions, with their prompts and with blanks for gaps."""
    own = next((div for div in node.all("div") if classes(div, "academy-stem")), None)
    if own is not None:
        return source.texts(own)
    inline = [one for one in interactions(node) if one.name in (TYPED, INLINE)]
    numbers = {id(one): f"[{number}]" for number, one in enumerate(inline, start=1)} if len(inline) > 1 else {}
    if next(node.within("qti-feedback-block"), None) is not None:
        source.notes.lose("feedback")
    return source.texts(_without_interactions(node, numbers))


def _without_interactions(node: Node, numbers: Mapping[int, str]) -> Node:
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str):
            children.append(child)
        elif child.name in (TYPED, INLINE):
            children.append(f" {numbers.get(id(child), BLANK)} ")
        elif child.name.endswith("-interaction"):
            children += [Node("p", {}, prompt.children) for prompt in child.all("qti-prompt")]
        else:
            children.append(_without_interactions(child, numbers))
    return Node(node.name, node.attributes, children, node.line)


def _field(one: Node, div: Node | None, source: Source) -> tuple[dict[str, Any], dict[str, Any]]:
    """Entry and key of a field: chosen, a number, or words."""
    response = one.get("response-identifier")
    if one.name == INLINE:
        rows = one.all("qti-inline-choice")
        ids = our_ids([row.get("identifier") for row in rows])
        right = [ids[name] for name in source.correct(response) if name in ids]
        return {"entry": "option", "options": source.options(rows, ids)}, {"option": right[0]} if right else {}
    if source.declaration(response).get("base-type") in ("float", "integer"):
        accepted = source.targets(response, {})
        return {"entry": "number"}, {"numbers": accepted} if accepted else {}
    entry = next(iter(classes(div, "academy-entry-")), "text") if div is not None else "text"
    worth = source.worth(response)
    if any(0 < value < max(worth.values()) for value in worth.values()):
        source.notes.lose("partial_answers")
    best = [word for word, value in worth.items() if value > 0 and value == max(worth.values())]
    words = list(dict.fromkeys([*(one for one in source.correct(response) if one), *best]))
    return {"entry": entry}, {"words": words} if words else {}


def _labels(div: Node, source: Source) -> dict[str, Any]:
    found = {name: [p for p in div.all("p") if classes(p, f"academy-{name}")] for name in ("label", "hint")}
    return {name: source.texts(some[0]) for name, some in found.items() if some}


def _harmful(response: str, source: Source) -> set[str]:
    processing = source.root.child("qti-response-processing")
    members = processing.within("qti-member") if processing else ()
    return {
        one.text.strip()
        for member in members
        if (chosen := member.child("qti-variable")) is not None and chosen.get("identifier") == response
        for one in member.all("qti-base-value")
    }


def _only(node: Node, *names: str, beside: str = "") -> Node:
    found = [one for one in interactions(node) if one.name != beside]
    if len(found) != 1 or found[0].name not in names:
        raise ItemRefused("several_questions")
    return found[0]


def _descendants(node: Node) -> list[Node]:
    return [inner for child in node.elements for inner in (child, *_descendants(child))]
