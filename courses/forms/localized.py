"""One text in every language, side by side in one field."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings

from lms.base.fields import LocalizedText

LONG_TEXT_ROWS = 3


class LocalizedWidget(forms.MultiWidget):
    def __init__(self, inner: type[forms.Widget], attrs: dict[str, Any] | None = None) -> None:
        extra = {"rows": LONG_TEXT_ROWS} if inner is forms.Textarea else {}
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            code: inner(attrs={"lang": code, "aria-label": label, "placeholder": label, **extra})
            for code, label in settings.LANGUAGES
        }
        super().__init__(widgets, attrs)

    def decompress(self, value: Mapping[str, str] | None) -> list[str]:
        return [(value or {}).get(code, "") for code, _ in settings.LANGUAGES]


class LocalizedFormField(forms.MultiValueField):
    """At least one language is needed; the others fall back to it."""

    def __init__(self, *, is_long: bool = False, **options: Any) -> None:
        inner = forms.Textarea if is_long else forms.TextInput
        fields = [forms.CharField(required=False) for _ in settings.LANGUAGES]
        super().__init__(fields, require_all_fields=False, widget=LocalizedWidget(inner), **options)

    def compress(self, data_list: list[str]) -> LocalizedText:
        values = zip(settings.LANGUAGES, data_list or [], strict=False)
        return LocalizedText({code: value for (code, _), value in values if value})
