"""What the board posts, and the code with which a candidate comes in."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _


class ActForm(forms.Form):
    """What the board posts."""

    act = forms.CharField(max_length=20)
    reason = forms.CharField(required=False, max_length=1000)
    minutes = forms.IntegerField(required=False, min_value=1, max_value=600)


class EnterCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code of the session"),
        help_text=_("Six digits, told in the room."),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        return re.sub(r"\s", "", self.cleaned_data["code"])
