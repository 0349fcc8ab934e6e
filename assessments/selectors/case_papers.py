"""How a paper of the file looks: the sheet for its kind, the cells of a table, the lines of a chat."""

import re
from string import ascii_uppercase
from typing import Any

# Each has a template of its own under cases/papers; any other kind lies on a plain sheet.
DRESSES = frozenset({"form", "identity", "contract", "statement", "bank", "notice", "rule", "sheet", "chat", "slide"})
PLAIN = "plain"
TIME = re.compile(r"\d{1,2}:\d{2}")
SPOKEN = re.compile(r"(?P<speaker>[^:：]{1,40})[:：]\s*(?P<text>.+)", re.DOTALL)


def add_dress(paper: dict[str, Any]) -> None:
    paper["dress"] = paper["kind"] if paper["kind"] in DRESSES else PLAIN
    if paper["opened"] and paper["dress"] == "chat":
        paper["lines"] = [_line(field) for field in paper["fields"] if TIME.fullmatch(field["label"])]
        paper["fields"] = [field for field in paper["fields"] if not TIME.fullmatch(field["label"])]
    if paper.get("grid"):
        paper["grid"] = _cells(**paper["grid"])


def _cells(head: list[str], rows: list[list[str]]) -> dict[str, Any]:
    """Each cell with the head of its column, so that it can stand alone."""
    return {
        "columns": [{"letter": letter, "head": name} for letter, name in zip(ascii_uppercase, head, strict=False)],
        "rows": [[{"head": name, "text": text} for name, text in zip(head, row, strict=True)] for row in rows],
    }


def _line(field: dict[str, str]) -> dict[str, str]:
    """What was said, and by whom if the author names a speaker before a colon."""
    spoken = SPOKEN.fullmatch(field["value"])
    said = spoken.groupdict() if spoken else {"speaker": "", "text": field["value"]}
    return {"time": field["label"], "initial": said["speaker"][:1], **said}
