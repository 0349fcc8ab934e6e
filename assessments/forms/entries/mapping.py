"""Proposing what certificates of one kind are worth."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.competencies.selectors.framework import competencies, levels

from ...domain.levels import LEVELS


class ProposeMappingForm(forms.Form):
    """As many competencies as `places`, five at most; a certificate shows at most what its examination asks."""

    MOST = 5

    issuer = forms.CharField(label=_("Issuer"), max_length=160)
    title = forms.CharField(label=_("Title of the certificate"), max_length=200)

    def __init__(self, *args: Any, places: int = 1, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = range(1, min(max(places, 1), self.MOST) + 1)
        named = [("", _("none"))] + [(code, f"{code} {card.name}") for code, card in competencies().items()]
        rungs = levels()
        ladder = [("", _("not chosen"))] + [
            (one, f"{one} {rungs[one].name}" if one in rungs else one) for one in LEVELS
        ]
        for place in self.places:
            self.fields[f"competency_{place}"] = forms.ChoiceField(
                label=_("Competency %(place)d") % {"place": place}, choices=named, required=place == 1
            )
            self.fields[f"level_{place}"] = forms.TypedChoiceField(
                label=_("Level it shows in competency %(place)d") % {"place": place},
                choices=ladder,
                coerce=int,
                required=False,
                empty_value=None,
            )
        self.fields["reason"] = forms.CharField(
            label=_("Reason"),
            help_text=_("What its examination asks, compared with the indicators. The second person decides by this."),
            min_length=20,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    @property
    def may_grow(self) -> bool:
        return len(self.places) < self.MOST

    def clean(self) -> dict[str, Any]:
        """A place left wholly empty says nothing."""
        cleaned = super().clean() or {}
        seen: set[str] = set()
        for place in self.places:
            code, level = cleaned.get(f"competency_{place}"), cleaned.get(f"level_{place}")
            if code and level is None and f"level_{place}" not in self.errors:
                self.add_error(f"level_{place}", _("Choose the level that it shows."))
            if level is not None and not code and f"competency_{place}" not in self.errors:
                self.add_error(f"competency_{place}", _("Choose the competency, or no level."))
            if code and code in seen:
                self.add_error(f"competency_{place}", _("This competency is named twice."))
            seen.add(code or "")
        return cleaned

    def values(self) -> dict[str, int]:
        """Code → level; call when valid."""
        cleaned = self.cleaned_data
        pairs = [(cleaned[f"competency_{place}"], cleaned[f"level_{place}"]) for place in self.places]
        return {code: level for code, level in pairs if code}
