"""Convening a panel and describing the borderline person."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ...domain.standard_setting.item_numbers import read_numbers
from ...models import Examination

LONGEST_TEXT = 2000
TEXT_LANGUAGES = ("en", "zh-hant", "zh-hans")


class DescribeForm(forms.Form):
    """The borderline person of a level, in the languages that judges read."""

    borderline_en = forms.CharField(label="English", max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4}))
    borderline_zh_hant = forms.CharField(
        label="繁體中文", max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4})
    )
    borderline_zh_hans = forms.CharField(
        label="简体中文", max_length=LONGEST_TEXT, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def to_texts(self) -> dict[str, str]:
        texts = {code: self.cleaned_data[f"borderline_{code.replace('-', '_')}"] for code in TEXT_LANGUAGES}
        return {code: text for code, text in texts.items() if text}


class ConveneForm(DescribeForm):
    level = forms.TypedChoiceField(label=_("Level"), coerce=int)
    numbers = forms.CharField(
        label=_("Only these items"),
        required=False,
        max_length=400,
        help_text=_("Numbers such as 1-20, 33. Empty: every item in use that the blueprint can draw."),
    )

    def __init__(self, *args: Any, examination: Examination, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("level", examination.level)
        levels = self.fields["level"]
        if isinstance(levels, forms.TypedChoiceField):
            levels.choices = [(level, str(level)) for level in range(1, examination.level + 1)]

    def clean_numbers(self) -> frozenset[int] | None:
        text = self.cleaned_data["numbers"].strip()
        if not text:
            return None
        try:
            return read_numbers(text)
        except ValueError:
            raise ValidationError(_("Write numbers and ranges, such as 1-20, 33.")) from None
