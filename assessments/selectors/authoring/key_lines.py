"""The key of an item in words, line by line: only for the page of the item, which only people of its bank see."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lms.lib.localized import in_language

from ...domain.items.content import ItemContent, Place, pieces, place_of
from ...domain.items.parts import ALL, Texts, joined
from ...models import FormerKey, ItemVersion
from ...services.authoring.content import line_label


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    words: str
    is_right: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    label: str  # Option 2; Section 1, passage 3
    texts: Texts
    verdict: Verdict | None
    rationale: Texts


Verdicts = Mapping[str, Verdict]  # reference, as reasons use it → what the key says of it


def key_lines(content: ItemContent) -> list[KeyLine]:
    """Every text that a candidate reads beside the stem, with what is right there and why; the whole item first."""
    verdicts = _at_places(content, VERDICTS[content.kind](content.body, content.right))
    reasons = _at_places(content, content.rationales)
    lines = []
    if () in verdicts or () in reasons:
        lines.append(_line((), {}, verdicts, reasons))
    return [*lines, *(_line(place, texts, verdicts, reasons) for place, texts in pieces(content.body))]


def key_in_words(content: ItemContent) -> str:
    """What is right, in one line."""
    said = [line for line in key_lines(content) if line.verdict and line.verdict.is_right]
    return "; ".join(f"{line.label}: {line.verdict.words}" for line in said if line.verdict)


def former_keys_in_words(version: ItemVersion, content: ItemContent) -> list[tuple[FormerKey, str]]:
    """The keys that a regrade has replaced, latest first."""
    return [(one, key_in_words(replace(content, right=one.right))) for one in version.former_keys.all()]


def _line(place: Place, texts: Texts, verdicts: dict[Place, Verdict], reasons: dict[Place, Texts]) -> KeyLine:
    return KeyLine(
        label=line_label(place) if place or not texts else _("What the picture shows"),
        texts=texts,
        verdict=verdicts.pop(place, None),
        rationale=reasons.pop(place, {}),
    )


def _at_places(content: ItemContent, found: Mapping[str, Any]) -> dict[Place, Any]:
    return {() if name == ALL else place_of(name, content.body): value for name, value in found.items()}


def _right_or_wrong(body: Any, right: Any) -> Verdicts:
    listed = body.get("options") or body.get("zones", ())
    return {
        one["id"]: Verdict(words=_("right")) if one["id"] in right["correct"] else _wrong(_("wrong")) for one in listed
    }


def _pairs(body: Any, right: Any) -> Verdicts:
    number = {one["id"]: place for place, one in enumerate(body["options"], start=1)}
    return {
        prompt: Verdict(words=_("belongs to option %(number)s") % {"number": number[option]})
        for prompt, option in right["pairs"].items()
    }


def _order(body: Any, right: Any) -> Verdicts:
    return {
        one: Verdict(words=_("place %(number)s") % {"number": place})
        for place, one in enumerate(right["order"], start=1)
    }


def _numbers(body: Any, right: Any) -> Verdicts:
    units = {one["id"]: one["text"] for one in body["units"]}
    return {ALL: Verdict(words="; ".join(_target(target, units) for target in right["accepted"]))}


def _fields(body: Any, right: Any) -> Verdicts:
    options = {field["id"]: {one["id"]: one["text"] for one in field.get("options", ())} for field in body["fields"]}
    return {name: Verdict(words=_filled(key, options[name])) for name, key in right["fields"].items()}


def _passages(body: Any, right: Any) -> Verdicts:
    found = {}
    for section in body["sections"]:
        key = right["sections"].get(section["id"], {})
        for passage in section["passages"]:
            found[joined(section["id"], passage["id"])] = _role(key, passage["id"])
    return found


def _role(key: Mapping[str, Any], passage: str) -> Verdict:
    if passage in key.get("needed", ()):
        return Verdict(words=_("needed"))
    if passage in key.get("harmful", ()):
        return _wrong(_("harmful: spoils the letter"))
    return _wrong(_("allowed") if passage in key.get("allowed", ()) else _("not needed"))


def _parts(body: Any, right: Any) -> Verdicts:
    return {
        part["id"] if name == ALL else joined(part["id"], name): verdict
        for part in body["parts"]
        if part["id"] in right["parts"]
        for name, verdict in VERDICTS[part["kind"]](part["body"], right["parts"][part["id"]]).items()
    }


def _criteria(body: Any, right: Any) -> Verdicts:
    lines = [f"{_read(one['text'])} ({one['points']})" for one in right["criteria"]]
    return {ALL: Verdict(words="; ".join([*lines, _read(right["model"])]))}


def _target(target: Mapping[str, Any], units: Mapping[str, Texts]) -> str:
    tolerance = f" ± {target['tolerance']:g}" if target.get("tolerance") else ""
    return f"{target['value']:.10g}{tolerance} {_read(units.get(target.get('unit', ''), {}))}".strip()


def _filled(key: Mapping[str, Any], options: Mapping[str, Texts]) -> str:
    if key.get("option"):
        return _read(options.get(key["option"], {}))
    return "; ".join([*key.get("words", ()), *(_target(one, {}) for one in key.get("numbers", ()))])


def _wrong(words: str) -> Verdict:
    return Verdict(words=words, is_right=False)


def _read(texts: Texts) -> str:
    return in_language(texts, get_language() or "en")


VERDICTS: Mapping[str, Callable[[Any, Any], Verdicts]] = {
    "single": _right_or_wrong,
    "multiple": _right_or_wrong,
    "hot_spot": _right_or_wrong,
    "matching": _pairs,
    "ordering": _order,
    "numeric": _numbers,
    "form_fill": _fields,
    "letter": _passages,
    "case_set": _parts,
    "short_text": _criteria,
}
