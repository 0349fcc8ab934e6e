"""Days of a run; what reviewers write about a case; what a candidate answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import ConductCase

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LONGEST = 5000  # characters


class StartRunForm(forms.Form):
    since = forms.DateField(label=_("Sittings from"), widget=DATE)
    until = forms.DateField(label=_("Until"), help_text=_("That day included; at most 180 days back."), widget=DATE)


class DecideRunForm(forms.Form):
    decision = forms.ChoiceField(choices=[(one, one) for one in ("open", "discard")])


class WriteFindingForm(forms.Form):
    finding = forms.ChoiceField(
        label=_("Finding in the case"), choices=ConductCase.Finding.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The candidate reads it once a second person has confirmed. Name nobody else in it."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class DecideFindingForm(forms.Form):
    decision = forms.ChoiceField(choices=[(one, one) for one in ("confirm", "return")])
    comment = forms.CharField(
        label=_("Comment"),
        help_text=_("Needed to return it. For reviewers only."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DecideAppealForm(forms.Form):
    decision = forms.ChoiceField(choices=[(one, one) for one in ("allow", "decline")])
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The candidate reads it."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your answer"),
        help_text=_("You can send it once."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class AppealForm(forms.Form):
    text = forms.CharField(
        label=_("Your appeal"),
        help_text=_("You can send it once."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
