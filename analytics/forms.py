"""What readers of the figures choose."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from .domain.purposes import Purpose, Stated


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


class StatePurposeForm(forms.Form):
    """What the figures are read for."""

    PURPOSES: ClassVar = [
        (Purpose.WORKFORCE_PLANNING.value, _("Planning posts and staffing")),
        (Purpose.TRAINING_PLAN.value, _("Planning training")),
        (Purpose.BUDGET.value, _("Preparing a budget")),
        (Purpose.AUDIT.value, _("Audit")),
        (Purpose.OTHER.value, _("Another purpose")),
    ]

    purpose = forms.ChoiceField(label=_("Purpose"), choices=PURPOSES, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("If another: which"),
        help_text=_("One sentence. Please name no person."),
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("purpose") == Purpose.OTHER and not cleaned.get("words"):
            self.add_error("words", _("Say which purpose."))
        return cleaned

    @property
    def stated(self) -> Stated:
        """Of a valid form."""
        purpose = Purpose(self.cleaned_data["purpose"])
        return Stated(purpose, self.cleaned_data["words"] if purpose is Purpose.OTHER else "")
