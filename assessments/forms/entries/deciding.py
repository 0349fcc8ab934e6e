"""What those who check and decide write."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ...models import EvidenceContest


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason, if you do not accept it"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DecideContestForm(forms.Form):
    """One of three decisions; a corrected value only with the second."""

    DECISIONS = (
        (EvidenceContest.Status.UPHELD, _("The entry stands")),
        (EvidenceContest.Status.CORRECTED, _("The entry is corrected to the value below")),
        (EvidenceContest.Status.STRUCK_OUT, _("The entry is struck out")),
    )

    decision = forms.ChoiceField(label=_("Decision"), choices=DECISIONS, widget=forms.RadioSelect)
    value = forms.FloatField(
        label=_("Corrected value"),
        help_text=_("On the level scale, with one decimal. Only for a correction."),
        min_value=0,
        required=False,
        widget=forms.NumberInput(attrs={"step": "0.1", "inputmode": "decimal"}),
    )
    reason = forms.CharField(
        label=_("Reasons"),
        help_text=_("The person reads them, and your name."),
        min_length=20,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, ceiling: float, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ceiling = ceiling

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        value = cleaned.get("value")
        if cleaned.get("decision") == EvidenceContest.Status.CORRECTED:
            if value is None:
                self.add_error("value", _("A correction needs a value."))
            elif value > self.ceiling:
                self.add_error("value", _("This is more than the instrument can show."))
        return cleaned
