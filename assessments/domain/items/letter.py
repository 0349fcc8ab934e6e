"""Structured letter: for each section of a letter the passages that belong there are chosen from a list.

A passage can be needed, allowed or harmful. A harmful one, such as disclosing a third person's data, spoils the letter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from . import reading
from .choice import multiple_mark, same_text_faults
from .parts import Fault, Option, Reply, Slot, Texts

FEWEST_SECTIONS = 2
FEWEST_PASSAGES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    id: str
    label: Texts
    passages: tuple[Option, ...]
    at_most: int

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(passage.id for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Letter:
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionKey:
    needed: frozenset[str]
    allowed: frozenset[str] = frozenset()  # neither earns nor costs
    harmful: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LetterKey:
    sections: Mapping[str, SectionKey]


def read_letter(data: Any) -> Letter:
    raw = reading.fields(data, "", needs=("sections",))
    return Letter(reading.distinct(reading.each(raw["sections"], "sections", _read_section), "sections"))


def read_letter_key(data: Any, item: Letter) -> LetterKey:
    raw = reading.fields(data, "", needs=("sections",))
    keys = reading.entries(raw["sections"], "sections", _read_section_key)
    known = {section.id: section for section in item.sections}
    reading.known(keys, known, "sections")
    for name, key in keys.items():
        reading.known(key.needed | key.allowed | key.harmful, known[name].ids, f"sections.{name}")
    return LetterKey(keys)


def letter_slots(item: Letter) -> tuple[Slot, ...]:
    return tuple(
        Slot(name=section.id, group=section.id, options=section.ids, at_most=section.at_most)
        for section in item.sections
    )


def mark_letter(item: Letter, key: LetterKey, reply: Reply) -> float:
    """The mean of the sections, each with plus/minus partial credit; nothing once a harmful passage stands in it."""
    chosen = {section.id: set(reply.get(section.id, ())) for section in item.sections}
    if any(chosen[section.id] & key.sections[section.id].harmful for section in item.sections):
        return 0.0
    marks = [_section_mark(key.sections[section.id], chosen[section.id]) for section in item.sections]
    return sum(marks) / len(marks)


def letter_solution(item: Letter, key: LetterKey) -> Reply:
    return {
        section.id: tuple(one for one in section.ids if one in key.sections[section.id].needed)
        for section in item.sections
    }


def letter_reasons(item: Letter) -> tuple[str, ...]:
    return tuple(f"{section.id}.{passage}" for section in item.sections for passage in section.ids)


def letter_faults(item: Letter, key: LetterKey) -> Iterator[Fault]:
    if len(item.sections) < FEWEST_SECTIONS:
        yield Fault("few_sections", detail={"fewest": FEWEST_SECTIONS})
    for section in item.sections:
        part = key.sections.get(section.id)
        if part is None or not part.needed:
            yield Fault("no_key", detail={"part": section.id})
            continue
        if len(section.passages) < FEWEST_PASSAGES:
            yield Fault("few_options", section.id, {"fewest": FEWEST_PASSAGES})
        if len(part.needed) > section.at_most:
            yield Fault("pick_too_low", section.id, {"pick": section.at_most, "count": len(part.needed)})
        if part.needed & (part.allowed | part.harmful) or part.allowed & part.harmful:
            yield Fault("two_roles", section.id)
        for fault in same_text_faults(section.passages):
            yield fault.within(section.id)


def _section_mark(key: SectionKey, chosen: set[str]) -> float:
    return multiple_mark(key.needed, chosen - key.allowed)


def _read_section(data: Any, where: str) -> Section:
    raw = reading.fields(data, where, needs=("id", "label", "passages", "at_most"))
    passages = reading.options(raw["passages"], f"{where}.passages")
    return Section(
        id=reading.ident(raw["id"], where),
        label=reading.texts(raw["label"], f"{where}.label"),
        passages=passages,
        at_most=reading.whole(raw["at_most"], f"{where}.at_most", lowest=1, highest=max(1, len(passages))),
    )


def _read_section_key(data: Any, where: str) -> SectionKey:
    raw = reading.fields(data, where, needs=("needed",), may=("allowed", "harmful"))
    return SectionKey(
        needed=frozenset(reading.idents(raw["needed"], f"{where}.needed")),
        allowed=frozenset(reading.idents(raw.get("allowed", []), f"{where}.allowed")),
        harmful=frozenset(reading.idents(raw.get("harmful", []), f"{where}.harmful")),
    )
