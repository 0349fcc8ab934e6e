"""Searching the rule book of a case, in languages with and without spaces between words.

Words of an alphabet and numbers must all be found, as beginnings of words. A run of Chinese characters counts when it
stands there as it is, or when at least half of its pairs of neighbours do: 「一次告知期限」 finds an article on the
one notice. Article numbers are found as 32, art. 32, article 33(1), 第32條 or 第三十二條.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

HAN = "\u3400-\u9fff"
ENOUGH = 0.5  # of the pairs of a run
TERM = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+(?:\([^\W_]+\))*")
ARTICLE = re.compile(r"第?([零一二三四五六七八九十百\d]+)[條条]|\barts?(?:icles?)?\b\.?\s*(\d[\w()]*)", re.IGNORECASE)
DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")}


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Provision:
    """A law of the rule book, its texts cut at what was searched for."""

    id: str
    article: str
    is_article_hit: bool
    name: list[Piece]
    summary: list[Piece]


def search_rules(laws: Iterable[Mapping[str, Any]], query: str) -> list[Provision]:
    """Those that match, best first; all of them in their own order when nothing is asked."""
    numbers = [english or str(_number(chinese)) for chinese, english in ARTICLE.findall(query)]
    terms = TERM.findall(ARTICLE.sub(" ", query).lower())
    found = [(_rank(law, terms, numbers), law) for law in laws]
    best_first = sorted((one for one in found if one[0] > 0), key=lambda one: -one[0])
    return [_provision(law, terms, numbers) for _, law in best_first]


def _rank(law: Mapping[str, Any], terms: list[str], numbers: list[str]) -> float:
    """Nothing if a term is missing; what stands in the name of the law weighs more."""
    articles, name, text = _articles(law), law["name"].lower(), f"{law['name']} {law['summary']}".lower()
    if any(number not in articles for number in numbers):
        return 0
    rank = 1.0
    for term in terms:
        weight = max(2 * _share(term, name), _share(term, text), 2.0 if term in articles else 0.0)
        if not weight:
            return 0
        rank += weight
    return rank


def _share(term: str, text: str) -> float:
    """1 when the term is there as it stands, a lower share of its pairs, or nothing."""
    if not re.match(f"[{HAN}]", term):
        return float(re.search(rf"(?<![^\W_{HAN}]){re.escape(term)}", text) is not None)
    if term in text:
        return 1
    pairs = _pairs(term)
    share = sum(pair in text for pair in pairs) / len(pairs) if pairs else 0
    return share if share >= ENOUGH else 0


def _pairs(run: str) -> list[str]:
    return [run[n : n + 2] for n in range(len(run) - 1)]


def _articles(law: Mapping[str, Any]) -> set[str]:
    """As `33(1)`, and by their numbers alone."""
    return {part for one in re.split(r"[,、\s]+", law["article"]) for part in (one, one.partition("(")[0]) if part}


def _provision(law: Mapping[str, Any], terms: list[str], numbers: list[str]) -> Provision:
    return Provision(
        id=law["id"],
        article=law["article"],
        is_article_hit=bool(_articles(law) & {*numbers, *terms}),
        name=_pieces(law["name"], terms),
        summary=_pieces(law["summary"], terms),
    )


def _pieces(text: str, terms: list[str]) -> list[Piece]:
    """The text in order, hits apart from the rest."""
    low, hit = text.lower(), [False] * len(text)
    for term in terms:
        whole = term in low or not re.match(f"[{HAN}]", term)
        for part in [term] if whole else _pairs(term):
            start = rf"(?<![^\W_{HAN}])" if not re.match(f"[{HAN}]", part) else ""
            for match in re.finditer(start + re.escape(part), low):
                hit[match.start() : match.end()] = [True] * (match.end() - match.start())
    pieces: list[Piece] = []
    for sign, is_hit in zip(text, hit, strict=True):
        if pieces and pieces[-1].is_hit is is_hit:
            pieces[-1] = Piece(pieces[-1].text + sign, is_hit)
        else:
            pieces.append(Piece(sign, is_hit))
    return pieces


def _number(written: str) -> int:
    """三十二 or 32; below a thousand."""
    if written.isdigit():
        return int(written)
    total, digit = 0, 0
    for sign in written:
        if sign in DIGITS:
            digit = DIGITS[sign]
        elif sign in "十百":
            total += (digit or 1) * (100 if sign == "百" else 10)
            digit = 0
    return total + digit
