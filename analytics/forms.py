"""What readers of the figures choose."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _


class ExportFiguresForm(forms.Form):
    """Nobody takes figures away without saying what for."""

    PURPOSES: ClassVar = [
        ("training_plan", _("Planning training")),
        ("staffing", _("Planning posts and staffing")),
        ("report", _("Report to the leadership")),
        ("check", _("Checking the figures")),
    ]
    FORMATS: ClassVar = [("xlsx", "XLSX"), ("csv", "CSV")]

    purpose = forms.ChoiceField(label=_("What for"), choices=PURPOSES)
    format = forms.ChoiceField(choices=FORMATS)
    at = forms.UUIDField()
    unit = forms.UUIDField(required=False)
