"""Choosing what to add, taking it back, and contesting it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import competency_choices


class AddEvidenceForm(forms.Form):
    """On which competency, and how."""

    WAYS = (
        ("portfolio", _("A piece of real work, rated by two people who do not know of each other's rating")),
        ("self-rating", _("My own rating: weighs little, and by itself nothing counts as assessed")),
    )

    competency = forms.ChoiceField(label=_("Competency"))
    way = forms.ChoiceField(label=_("What you add"), choices=WAYS, widget=forms.RadioSelect, initial="portfolio")

    def __init__(self, *args: Any, needed: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["competency"].choices = competency_choices(needed, _("My posts ask for"))  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        label=_("Reason"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ContestForm(forms.Form):
    reasons = forms.CharField(
        label=_("What is wrong with this entry, and why?"),
        help_text=_("Whoever decides reads this. Name facts, days and records where you can."),
        min_length=20,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
