"""Things written one a line: words that are right, numbers with a tolerance, options in each language."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from string import ascii_lowercase
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ...domain.items.numbers import read_number

SIGN = "±"
NONE = "–"  # where an option has no text in a language


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def targets_from(text: str) -> list[dict[str, float]]:
    """“40 ± 0.5” as value and tolerance. Raises forms.ValidationError, which names the line."""
    return [_target(line) for line in lines_of(text)]


def target_line(target: Mapping[str, Any]) -> str:
    tolerance = f" {SIGN} {target['tolerance']:.10g}" if target.get("tolerance") else ""
    return f"{target['value']:.15g}{tolerance}"


def options_from(texts: Mapping[str, str], ids: Sequence[str]) -> list[dict[str, Any]]:
    """Line n of every language is option n; `ids` as far as there are any. Raises forms.ValidationError."""
    lines = {language: lines_of(text) for language, text in texts.items()}
    if len({len(listed) for listed in lines.values()}) > 1:
        raise forms.ValidationError(_("The languages list different numbers of options."))
    rows = [
        {language: text for language, text in zip(lines, row, strict=True) if text != NONE}
        for row in zip(*lines.values(), strict=True)
    ]
    free = (one for one in ascii_lowercase if one not in ids)
    return [{"id": known or next(free), "text": text} for known, text in zip_longest(ids[: len(rows)], rows)]


def option_lines(options: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Language → its options, one a line."""
    languages = dict.fromkeys(language for one in options for language in one["text"])
    return {language: "\n".join(one["text"].get(language, NONE) for one in options) for language in languages}


def _target(line: str) -> dict[str, float]:
    value, sign, tolerance = line.partition(SIGN)
    numbers = [read_number(one.strip()) for one in ([value, tolerance] if sign else [value])]
    if any(number is None for number in numbers):
        raise forms.ValidationError(_("“%(line)s” is no number; write 40, or 40 ± 0.5.") % {"line": line})
    return {name: number for name, number in zip(("value", "tolerance"), numbers, strict=False) if number is not None}
