"""What surrounds an item: its enemies, its source, and the cap of its bank."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DeclareEnemiesForm(forms.Form):
    number = forms.IntegerField(label=_("Number of the other item"), min_value=1)
    reason = forms.CharField(
        label=_("Reason"), max_length=250, help_text=_("For example: the stem of one tells the answer of the other.")
    )


class WriteSourceForm(forms.Form):
    title = forms.CharField(label=_("Law or rule"), max_length=250)
    clause = forms.CharField(label=_("Clause"), max_length=80, required=False)
    valid_until = forms.DateField(
        label=_("Valid until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The item is flagged 90 days before."),
    )
    url = forms.URLField(label=_("Address"), max_length=500, required=False, assume_scheme="https")


class CapExposureForm(forms.Form):
    exposure_cap = forms.IntegerField(
        label=_("Most attempts that may draw an item"),
        min_value=1,
        required=False,
        help_text=_("Above it an item is drawn no more until the authors have seen to it. Empty: no limit."),
    )
