"""The boxes of the scenario editor. Each kind shows a value of the definition and reads back what was written over it.

A definition under work may hold anything, so no kind refuses a value: what a box cannot hold is shown as YAML, what was
not touched stays as it is, and the loader alone says what is wrong. An empty box takes its entry out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar, TypeAlias

from django.utils.functional import Promise

from .sent import Sent
from .yaml_lines import on_one_line

Words: TypeAlias = str | Promise
Shown: TypeAlias = dict[str, Any]
Told: TypeAlias = Mapping[str, Sequence[str]]  # box → what is wrong with it, in words


class Gone(Enum):
    """Stands for an entry that is not there."""

    GONE = "gone"


GONE = Gone.GONE


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box for one entry, here a line with a word."""

    template: ClassVar[str] = "line"
    name: str
    label: Words
    help: Words = ""
    wide: bool = False

    def shown(self, value: object, at: str, told: Told) -> Shown:
        """All that its template needs; `at` names the box on the page."""
        return {**self.frame(at, told), "text": self.written(value)}

    def read(self, sent: Sent, at: str, old: object) -> object:
        text = sent.text(at)
        if not sent.has(at) or text == self.written(old).strip():
            return old
        return self.meant(text) if text else GONE

    def written(self, value: object) -> str:
        return "" if value is GONE else on_one_line(value)

    def meant(self, text: str) -> object:
        return text

    def frame(self, at: str, told: Told) -> Shown:
        return {
            "template": f"assessments/desk/editor/{self.template}.html",
            "box": self,
            "at": at,
            "id": at.replace(".", "-"),
            "faults": told_below(told, at),
        }


def told_below(told: Told, at: str) -> list[str]:
    return [words for name, told_here in told.items() if name == at or name.startswith(f"{at}.") for words in told_here]
