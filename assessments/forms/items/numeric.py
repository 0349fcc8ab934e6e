"""The right values of a number, and the units among which candidates choose."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .body import WHY, Given, Stored, WriteBodyForm
from .rows import RowForm, Rows, TextRows, WriteRowForm, choose_row, given_row, numbers_of

MOST_UNITS, MOST_VALUES = 6, 4


class WriteUnitForm(WriteRowForm):
    texts = ("text",)
    lines = 1


class WriteValueForm(RowForm):
    """One value that is right; another unit may make another one right as well."""

    value = forms.FloatField(label=_("Right value"), required=False, min_value=-1e15, max_value=1e15)
    tolerance = forms.FloatField(
        label=_("Tolerance"), required=False, min_value=0, help_text=_("How far off is still right, either way.")
    )
    unit = forms.ChoiceField(label=_("Number of its unit"), required=False)

    @property
    def is_filled(self) -> bool:
        return self.cleaned_data.get("value") is not None

    def to_target(self, units: Mapping[int, str]) -> dict[str, Any]:
        cleaned = self.cleaned_data
        tolerance = {"tolerance": cleaned["tolerance"]} if cleaned["tolerance"] else {}
        unit = {"unit": units[int(cleaned["unit"])]} if cleaned["unit"] else {}
        return {"value": cleaned["value"], **tolerance, **unit}


class WriteNumericForm(WriteBodyForm):
    template = "assessments/desk/items/numeric.html"
    texts = (WHY,)

    def lay_out(self, given: Stored) -> None:
        units = given.body.get("units", ())
        number_of = numbers_of(units)
        self.units = TextRows(
            WriteUnitForm,
            self.sent,
            prefix=self.add_prefix("unit"),
            given=[given_row(one) for one in units],
            shown=0,
            most=MOST_UNITS,
        )
        self.values = Rows(
            WriteValueForm,
            self.sent,
            prefix=self.add_prefix("value"),
            given=[{**one, "unit": number_of.get(one.get("unit"), "")} for one in given.right.get("accepted", ())],
            shown=1,
            most=MOST_VALUES,
        )
        for row in self.values:
            choose_row(row, "unit", self.units)

    def rows(self) -> Sequence[tuple[str | Promise, Rows[Any]]]:
        return [(_("Value %(number)s"), self.values), (_("Unit %(number)s"), self.units)]

    def rows_are_valid(self) -> bool:
        filled = {str(row.number) for row in self.units.filled}
        missing = [row for row in self.values.filled if row.cleaned_data["unit"] not in {"", *filled}]
        for row in missing:
            row.add_error("unit", _("That unit has no text."))
        return not missing

    def written(self) -> Given:
        units = self.units.ids()
        return Given(
            body={"units": self.units.options()},
            right={"accepted": [row.to_target(units) for row in self.values.filled]},
            rationales=self.why(),
        )
