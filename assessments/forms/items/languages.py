"""A text in each language as a set of plain form fields: `stem_en`, `stem_zh_hant`, `stem_zh_hans`."""

from collections.abc import Mapping
from typing import Any

from django import forms

from ...services.authoring.content import LANGUAGES

LONGEST = 4000


def field_name(name: str, language: str) -> str:
    return f"{name}_{language.replace('-', '_')}"


def text_area(language: str, rows: int) -> forms.CharField:
    return forms.CharField(
        label=LANGUAGES[language],
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows, "lang": language}),
    )


def add_texts(form: forms.BaseForm, name: str, rows: int) -> None:
    for language in LANGUAGES:
        form.fields[field_name(name, language)] = text_area(language, rows)


def texts_from(cleaned: Mapping[str, Any], name: str) -> dict[str, str]:
    found = {language: cleaned.get(field_name(name, language), "") for language in LANGUAGES}
    return {language: text.replace("\r\n", "\n") for language, text in found.items() if text}


def spread(name: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Initial values for the fields."""
    return {field_name(name, language): texts.get(language, "") for language in LANGUAGES}


def fields_of(form: forms.BaseForm, name: str) -> list[forms.BoundField]:
    return [form[field_name(name, language)] for language in LANGUAGES]
