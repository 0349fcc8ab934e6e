"""The demands of a post on one sheet: a level and a weight for every competency of the framework."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.competencies.models import RoleRequirement
from lms.competencies.selectors.framework import CompetencyCard

from ..services.role_profiles import Demand

LEVELS = [("", _("not required")), *((str(level), str(level)) for level in range(1, 6))]


class ChooseDayForm(forms.Form):
    """From which day on a post is to demand something else."""

    effective_from = forms.DateField(
        label=_("In force from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["effective_from"].initial = today

    def clean_effective_from(self) -> date:
        chosen: date = self.cleaned_data["effective_from"]
        if chosen < self.today:
            raise forms.ValidationError(_("A profile cannot be changed for days that have passed."))
        return chosen


class SetRoleProfileForm(forms.Form):
    def __init__(
        self, *args: Any, cards: Iterable[CompetencyCard], demands: Mapping[str, Demand], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.cards = list(cards)
        for card in self.cards:
            held = demands.get(card.code)
            self.fields[f"level-{card.code}"] = forms.ChoiceField(
                label=_("Level"), choices=LEVELS, required=False, initial=str(held.level) if held else ""
            )
            self.fields[f"weight-{card.code}"] = forms.TypedChoiceField(
                label=_("Weight"),
                choices=RoleRequirement.Criticality.choices,
                coerce=int,
                required=False,
                initial=held.criticality if held else RoleRequirement.Criticality.USUAL,
                empty_value=None,
            )

    def rows(self) -> list[dict[str, Any]]:
        return [
            {"card": card, "level": self[f"level-{card.code}"], "weight": self[f"weight-{card.code}"]}
            for card in self.cards
        ]

    def demands(self) -> dict[str, Demand]:
        values = self.cleaned_data
        return {
            card.code: Demand(
                int(values[f"level-{card.code}"]), values[f"weight-{card.code}"] or RoleRequirement.Criticality.USUAL
            )
            for card in self.cards
            if values[f"level-{card.code}"]
        }
