"""The second person's decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

APPROVE, RETURN = "approve", "return"


class DecideReviewForm(forms.Form):
    decision = forms.ChoiceField(choices=[(APPROVE, APPROVE), (RETURN, RETURN)], widget=forms.HiddenInput)
    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Its authors read it. Needed to return a page."),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("decision") == RETURN and not values.get("comment"):
            self.add_error("comment", _("Say what is to be changed."))
        return values
