"""An item as a candidate reads and answers it: words in one language, tokens for options, what is held so far.

Made from what the kind shows; keys are not known here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase
from typing import Any

from lms.lib.localized import in_language, language_shown

from ..domain.items.case_set import CaseSet
from ..domain.items.form_fill import FormFill
from ..domain.items.hot_spot import HotSpot, Picture, Zone
from ..domain.items.letter import Letter
from ..domain.items.matching import Matching
from ..domain.items.numeric import Numeric
from ..domain.items.parts import WHOLE, Option, Texts, joined
from ..domain.items.registry import KINDS
from ..domain.items.short_text import TEXT
from ..domain.items.wire import Tokens, by_slot, reference

FIELD = "value"  # name of the form field of an item that asks for one thing; `value.slot` otherwise
PLACE = "place"  # `place.token` or `place.slot.token`: where a step of an order goes, without scripts


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    token: str
    text: str
    is_chosen: bool
    number: int  # from 1, in the order shown
    place: int | None = None  # in the order held, from 1
    field: str = ""  # of the place
    zone: Zone | None = None

    @property
    def letter(self) -> str:
        """In a list that several fields share."""
        return ascii_uppercase[(self.number - 1) % len(ascii_uppercase)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing to fill in; `entry`: option, text, number or date."""

    field: str
    label: str = ""
    hint: str = ""
    entry: str = "option"
    choices: Sequence[Choice] = ()
    at_most: int = 1
    typed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    kind: str
    stem: str
    asked: Sequence[Asked]
    language: str = ""  # that the words are in: the nearest one there is
    parts: Sequence["Question"] = ()
    picture: Picture | None = None
    picture_alt: str = ""
    longest: int = 0  # characters of a text

    @property
    def template(self) -> str:
        return f"assessments/items/{self.kind}.html"

    @property
    def only(self) -> Asked:
        """Of an item that asks for one thing."""
        return self.asked[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What a question is put together from."""

    tokens: Tokens
    held: Mapping[str, Sequence[str]]  # slot → tokens or what was typed
    language: str
    part: str = ""  # within a case set

    def read(self, texts: Texts) -> str:
        return in_language(texts, self.language)

    def name(self, slot: str) -> str:
        return joined(self.part, slot) if self.part else slot

    def field(self, slot: str) -> str:
        return joined(FIELD, self.name(slot))

    def typed(self, slot: str) -> str:
        return next(iter(self.held.get(self.name(slot), ())), "")

    def choices(self, options: Sequence[Option], *, slot: str = WHOLE, group: str = "") -> list[Choice]:
        """In the order in which this candidate gets them."""
        inner = joined(self.part, group) if self.part else group
        text_of = {reference(inner, option.id): option.text for option in options}
        held = list(self.held.get(self.name(slot), ()))
        shown = [(token, text_of[ref]) for token, ref in self.tokens if ref in text_of]
        return [
            Choice(
                token=token,
                text=self.read(text),
                is_chosen=token in held,
                number=number,
                place=held.index(token) + 1 if token in held else None,
                field=joined(joined(PLACE, self.name(slot)), token),
            )
            for number, (token, text) in enumerate(shown, start=1)
        ]


def question_of(kind: str, stem: Texts, body: Any, *, tokens: Tokens, sent: Sequence[str], language: str) -> Question:
    """`body` as stored; `sent` as the browser sent it last."""
    held: dict[str, list[str]] = {}
    for slot, value in by_slot(sent):
        held.setdefault(slot, []).append(value)
    return _question(kind, stem, KINDS[kind].read(body), _Desk(tokens=tokens, held=held, language=language))


def _question(kind: str, stem: Texts, item: Any, desk: _Desk) -> Question:
    language = language_shown(stem, desk.language)
    return replace(BUILDERS[kind](item, desk), kind=kind, stem=desk.read(stem), language=language)


def _bare(asked: Sequence[Asked], **more: Any) -> Question:
    return Question(kind="", stem="", asked=asked, **more)


def _choice(item: Any, desk: _Desk) -> Question:
    return _bare([Asked(field=desk.field(WHOLE), choices=desk.choices(item.options), at_most=len(item.options))])


def _matching(item: Matching, desk: _Desk) -> Question:
    return _bare(
        [
            Asked(
                field=desk.field(prompt.id),
                label=desk.read(prompt.text),
                choices=desk.choices(item.options, slot=prompt.id),
            )
            for prompt in item.prompts
        ]
    )


def _numeric(item: Numeric, desk: _Desk) -> Question:
    number = Asked(field=desk.field("number"), entry="number", typed=desk.typed("number"))
    if not item.units:
        return _bare([number])
    return _bare([number, Asked(field=desk.field("unit"), choices=desk.choices(item.units, slot="unit", group="unit"))])


def _hot_spot(item: HotSpot, desk: _Desk) -> Question:
    choices = desk.choices([Option(zone.id, zone.text) for zone in item.zones])
    zoned = [replace(choice, zone=zone) for choice, zone in zip(choices, item.zones, strict=True)]
    return _bare(
        [Asked(field=desk.field(WHOLE), choices=zoned, at_most=item.pick)],
        picture=item.picture,
        picture_alt=desk.read(item.picture.alt),
    )


def _form_fill(item: FormFill, desk: _Desk) -> Question:
    return _bare(
        [
            Asked(
                field=desk.field(field.id),
                label=desk.read(field.label),
                hint=desk.read(field.hint),
                entry=field.entry,
                choices=desk.choices(field.options, slot=field.id, group=field.id),
                typed="" if field.options else desk.typed(field.id),
            )
            for field in item.fields
        ]
    )


def _letter(item: Letter, desk: _Desk) -> Question:
    return _bare(
        [
            Asked(
                field=desk.field(section.id),
                label=desk.read(section.label),
                choices=desk.choices(section.passages, slot=section.id, group=section.id),
                at_most=section.at_most,
            )
            for section in item.sections
        ]
    )


def _short_text(item: Any, desk: _Desk) -> Question:
    return _bare([Asked(field=desk.field(TEXT), entry="text", typed=desk.typed(TEXT))], longest=item.longest)


def _case_set(item: CaseSet, desk: _Desk) -> Question:
    parts = [_question(part.kind.code, part.stem, part.body, replace(desk, part=part.id)) for part in item.parts]
    return _bare([], parts=parts)


BUILDERS: Mapping[str, Callable[[Any, _Desk], Question]] = {
    "single": _choice,
    "multiple": _choice,
    "matching": _matching,
    "ordering": _choice,
    "numeric": _numeric,
    "hot_spot": _hot_spot,
    "form_fill": _form_fill,
    "case_set": _case_set,
    "letter": _letter,
    "short_text": _short_text,
}
