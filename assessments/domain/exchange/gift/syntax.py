"""The signs of GIFT: blocks, comments, and signs that are hidden while a question is taken apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SPECIAL = "\\~=#{}:"
HIDDEN = {sign: chr(0xE000 + number) for number, sign in enumerate([*SPECIAL, "\n"])}
SHOWN = str.maketrans({hidden: sign for sign, hidden in HIDDEN.items()})
ESCAPED = re.compile(r"\\([\\~=#{}:n])")
TAG = re.compile(r"\[(id|tag):((?:\\\]|[^\]\n])*)\]")
FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")


@dataclass(frozen=True, slots=True)
class Block:
    line: int
    text: str  # with escaped signs hidden
    name: str  # as a comment gives it; empty if none does
    tags: tuple[str, ...]


def blocks(text: str) -> Iterator[Block]:
    """Questions stand between empty lines; comments and categories are taken out."""
    lines: list[str] = []
    names: list[str] = []
    tags: list[str] = []
    start = 0
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.lstrip().startswith("//"):
            for what, word in TAG.findall(line):
                (names if what == "id" else tags).append(word.replace("\\]", "]"))
        elif line.strip() and not line.lstrip().startswith("$CATEGORY:"):
            start = start if lines else number
            lines.append(line)
        elif not line.strip() and lines:
            yield Block(start, hide("\n".join(lines)), names[0] if names else "", tuple(tags))
            lines, names, tags = [], [], []


def hide(text: str) -> str:
    return ESCAPED.sub(lambda match: HIDDEN["\n" if match[1] == "n" else match[1]], text)


def show(text: str) -> str:
    return text.translate(SHOWN)


def escape(text: str) -> str:
    signs = str.maketrans({**{sign: f"\\{sign}" for sign in SPECIAL}, "\n": "\\n"})
    return text.translate(signs)


def write_tag(what: str, word: str) -> str:
    return f"[{what}:{' '.join(word.split()).replace(']', chr(92) + ']')}]"
