"""Proposing an equating and deciding about it."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DAYS_OF_NOTICE = 7  # proposed at first: time for the second person to read it


class ProposeEquatingForm(forms.Form):
    effective_from = forms.DateField(
        label=_("In force from"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("For sittings that begin on that day or later."),
    )


def first_day(today: date) -> dict[str, Any]:
    return {"effective_from": today + timedelta(days=DAYS_OF_NOTICE)}


class DecideEquatingForm(forms.Form):
    decision = forms.ChoiceField(choices=[("accept", "accept"), ("drop", "drop"), ("withdraw", "withdraw")])
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
