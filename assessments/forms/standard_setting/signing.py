"""Proposing a cut score and deciding on it."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DAYS_OF_NOTICE = 14  # proposed at first: candidates learn of a new mark before it holds
LONGEST_TEXT = 2000


class ProposeForm(forms.Form):
    effective_from = forms.DateField(label=_("In force from"), widget=forms.DateInput(attrs={"type": "date"}))
    shift = forms.DecimalField(
        label=_("Policy shift, in percentage points"),
        required=False,
        min_value=-50,
        max_value=50,
        decimal_places=1,
        help_text=_("Empty: the cut is what the panel found."),
    )
    reason = forms.CharField(
        label=_("Reason for the shift"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @property
    def shift_share(self) -> float:
        """As a share of the maximum; nought for what is missing or wrong."""
        return float(getattr(self, "cleaned_data", {}).get("shift") or 0) / 100


def first_proposal(today: date) -> dict[str, Any]:
    return {"effective_from": today + timedelta(days=DAYS_OF_NOTICE)}


class DecideForm(forms.Form):
    decision = forms.ChoiceField(choices=[("sign", "sign"), ("return", "return")])
    comment = forms.CharField(
        label=_("Comment"), required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3})
    )
