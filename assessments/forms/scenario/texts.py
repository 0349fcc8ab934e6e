"""The box for a text in three languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from .box import GONE, Box, Shown, Told
from .sent import Sent
from .yaml_lines import on_one_line

LANGUAGES = {"en": "English", "zh-hant": "繁體中文", "zh-hans": "简体中文"}
TRADITIONAL, SIMPLIFIED = "zh-hant", "zh-hans"


@dataclass(frozen=True, kw_only=True)
class Text(Box):
    """The same words in each language. Simplified follows Traditional until somebody writes it differently."""

    template: ClassVar[str] = "text"
    long: bool = False

    def shown(self, value: object, at: str, told: Told) -> Shown:
        texts = self._texts(value)
        boxes = [
            {
                "code": code,
                "name": name,
                "text": texts.get(code, ""),
                "at": f"{at}.{code}",
                "id": f"{at}.{code}".replace(".", "-"),
            }
            for code, name in LANGUAGES.items()
        ]
        return {**self.frame(at, told), "languages": boxes}

    def read(self, sent: Sent, at: str, old: object) -> object:
        if not any(sent.has(f"{at}.{code}") for code in LANGUAGES):
            return old
        before = self._texts(old)
        texts = {code: text for code in LANGUAGES if (text := sent.text(f"{at}.{code}"))}
        if texts.get(SIMPLIFIED, "") in ("", sent.simplify(before.get(TRADITIONAL, ""))):
            texts.pop(SIMPLIFIED, None)
            if TRADITIONAL in texts:
                texts[SIMPLIFIED] = sent.simplify(texts[TRADITIONAL])
        if texts == {code: text.strip() for code, text in before.items() if text.strip()}:
            return old
        others = {code: text for code, text in before.items() if code not in LANGUAGES}
        if not isinstance(old, Mapping) and set(texts) == {"en"}:
            return texts["en"]  # one wording for every language
        return {**others, **texts} or GONE

    def _texts(self, value: object) -> dict[str, str]:
        if isinstance(value, Mapping):
            return {str(code): str(text) for code, text in value.items()}
        return {} if value is GONE else {"en": on_one_line(value)}
