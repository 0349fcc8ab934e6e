"""Ids, options and keys for items whose format has none of ours."""

from collections.abc import Mapping, Sequence
from itertools import product
from math import isfinite
from string import ascii_lowercase
from typing import Any

from ..items.parts import Texts
from ..items.reading import ID, MOST_ENTRIES
from .found import ItemRefused

BLANK = "_____"  # stands in a text where something is to be filled in


def letters(count: int) -> list[str]:
    """a, b … z, aa, ab …"""
    if count > MOST_ENTRIES:
        raise ItemRefused("too_many", most=MOST_ENTRIES)
    pairs = ("".join(pair) for pair in product(ascii_lowercase, repeat=2))
    return [*ascii_lowercase, *(next(pairs) for _ in range(MOST_ENTRIES))][:count]


def our_ids(foreign: Sequence[str]) -> dict[str, str]:
    """An id of ours for each of theirs: their own where it will do, so that ids survive a round trip."""
    if len(set(foreign)) != len(foreign):
        raise ItemRefused("id_twice")
    plain = [one.removeprefix("_") for one in foreign]
    fits = all(ID.fullmatch(one) for one in plain) and len(set(plain)) == len(plain)
    return dict(zip(foreign, plain if fits else letters(len(foreign)), strict=True))


def foreign_id(ours: str) -> str:
    """As identifiers of QTI begin: with a letter or a low line, never with a digit. See `our_ids`."""
    return ours if ours[0].isalpha() else f"_{ours}"


def options(texts: Sequence[Texts], ids: Sequence[str] | None = None) -> list[dict[str, Any]]:
    named = zip(ids or letters(len(texts)), texts, strict=True)
    return [{"id": one, "text": dict(text)} for one, text in named]


def matched(prompts: Sequence[tuple[Texts, Texts]], others: Sequence[Texts]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Body and key of a matching: pairs of prompt and option, and options that belong to no prompt."""
    listed: list[Texts] = []
    for text in [*(option for _, option in prompts), *others]:
        if text not in listed:
            listed.append(text)
    ids = letters(len(listed))
    named = [{"id": f"p{number}", "text": dict(text)} for number, (text, _) in enumerate(prompts, start=1)]
    pairs = {one["id"]: ids[listed.index(option)] for one, (_, option) in zip(named, prompts, strict=True)}
    return {"prompts": named, "options": options(listed, ids)}, {"pairs": pairs}


def target(value: float, tolerance: float | None = None, unit: str = "") -> dict[str, Any]:
    """A right number, as keys hold it; whole numbers are written whole. Raises ItemRefused for what is no number."""
    if not isfinite(value) or not isfinite(tolerance or 0.0):
        raise ItemRefused("bad_number", given=str(value))
    found: dict[str, Any] = {"value": whole(value)}
    if tolerance is not None:
        found["tolerance"] = whole(tolerance)
    return found | ({"unit": unit} if unit else {})


def whole(number: float) -> float:
    return int(number) if number == int(number) and abs(number) < 1e15 else number


def one_word_form(words: Sequence[str], language: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Body and key of a form with one field: what other systems call a short answer."""
    if not words:
        raise ItemRefused("no_right_answer")
    label: Mapping[str, str] = {language: BLANK}
    return (
        {"fields": [{"id": "a", "label": dict(label), "entry": "text"}]},
        {"fields": {"a": {"words": list(words)}}},
    )


def own_words(model: Texts) -> tuple[dict[str, Any], dict[str, Any]]:
    """Body and key of a short text whose criteria somebody has still to write."""
    return {"longest": 2_000}, {"criteria": [], "model": dict(model)}
