"""The form of course dates: a training, and rows of a unit and the month in which it was given there."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.people.access import Scope
from lms.people.domain.cells import RowRefused
from lms.people.models import OrgUnit

from .domain.indicators.month_cell import month_in
from .models import TrainingStart
from .selectors.import_words import ROW_REASONS
from .selectors.trainings import Training

ROWS, MORE, MOST = 4, 8, 400
UNITS_LIST = "rollout-units"  # id of the datalist
KINDS = [(TrainingStart.Kind.CERTIFICATE, _("Certificate")), (TrainingStart.Kind.EVIDENCE, _("Competency"))]


class StateRolloutForm(forms.Form):
    training = forms.ChoiceField(label=_("Training"), help_text=_("The certificate or the competency it leads to."))

    def __init__(
        self, *args: Any, trainings: Sequence[Training], scope: Scope, rows: int = ROWS, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"auto_id": "rollout_%s", **kwargs})
        self.trainings, self.scope, self.rows = {one.key: one for one in trainings}, scope, min(rows, MOST)
        choices = [(label, [(one.key, one.name) for one in trainings if one.kind == kind]) for kind, label in KINDS]
        self.fields["training"].choices = [("", "–"), *choices]  # type: ignore[attr-defined]
        this_month = f"{timezone.localdate():%Y-%m}"
        for number in range(1, self.rows + 1):
            self.fields[f"unit_{number}"] = forms.CharField(
                label=_("Unit, row %(row)s") % {"row": number},
                max_length=80,
                required=False,
                widget=forms.TextInput(attrs={"list": UNITS_LIST, "autocomplete": "off"}),
            )
            self.fields[f"month_{number}"] = forms.CharField(
                label=_("Month, row %(row)s") % {"row": number},
                max_length=20,
                required=False,
                widget=forms.TextInput(attrs={"type": "month", "max": this_month, "placeholder": this_month}),
            )

    def pairs(self) -> Iterator[tuple[int, forms.BoundField, forms.BoundField]]:
        for number in range(1, self.rows + 1):
            yield number, self[f"unit_{number}"], self[f"month_{number}"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        known = {unit.code.casefold(): unit for unit in self.scope.units()}
        months: dict[OrgUnit, date] = {}
        for number in range(1, self.rows + 1):
            words, written = cleaned.get(f"unit_{number}", ""), cleaned.get(f"month_{number}", "")
            if not words and not written:
                continue
            unit, month = known.get(words.casefold()), self._month(number, written)
            if unit is None:
                self.add_error(f"unit_{number}", _("This is no unit in your charge. Choose one from the list."))
            elif unit in months:
                self.add_error(f"unit_{number}", _("This unit stands in an earlier row."))
            elif month:
                months[unit] = month
        if not months and not self.errors:
            self.add_error(None, _("State at least one unit and its month."))
        return {**cleaned, "months": months}

    def _month(self, number: int, written: str) -> date | None:
        try:
            return month_in({"month": written}, timezone.localdate().replace(day=1))
        except RowRefused as refused:
            self.add_error(f"month_{number}", str(ROW_REASONS[refused.code]) % {"value": refused.value})
            return None

    @property
    def chosen(self) -> Training:
        """Of a valid form."""
        return self.trainings[self.cleaned_data["training"]]
