"""Proposing what certificates of one kind are worth."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.competencies.selectors.framework import competencies, levels

from ...domain.levels import LEVELS


class ProposeMappingForm(forms.Form):
    """Up to five competencies; a certificate shows at most what its examination asks."""

    PLACES = 5

    issuer = forms.CharField(label=_("Issuer"), max_length=160)
    title = forms.CharField(label=_("Title of the certificate"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [("", _("none"))] + [(code, f"{code} {card.name}") for code, card in competencies().items()]
        rungs = levels()
        ladder = [(one, f"{one} {rungs[one].name}" if one in rungs else str(one)) for one in LEVELS]
        for place in range(1, self.PLACES + 1):
            self.fields[f"competency_{place}"] = forms.ChoiceField(
                label=_("Competency %(place)d") % {"place": place}, choices=named, required=place == 1
            )
            self.fields[f"level_{place}"] = forms.TypedChoiceField(
                label=_("Level it shows"), choices=ladder, coerce=int, required=place == 1, initial=2
            )
        self.fields["reason"] = forms.CharField(
            label=_("Reason"),
            help_text=_("What its examination asks, compared with the indicators. The second person decides by this."),
            min_length=20,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    def values(self) -> dict[str, int]:
        """Code → level; call when valid."""
        cleaned = self.cleaned_data
        pairs = [(cleaned[f"competency_{place}"], cleaned[f"level_{place}"]) for place in range(1, self.PLACES + 1)]
        return {code: level for code, level in pairs if code and level}
