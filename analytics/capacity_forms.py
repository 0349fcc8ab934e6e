"""The forms of the capacity register."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.lib.spreadsheet import FORMULA_STARTS

from .domain.capacity.facts import MOST_STAFF, Capacity, Leader, Rank
from .domain.capacity.records import from_record
from .selectors.capacity_words import CONTRADICTIONS, LEADERS, RANKS
from .sheet_field import SheetField

NOT_KNOWN = ("", _("not known"))


class AnswerField(forms.TypedChoiceField):
    """Yes, no, or not known: three answers, of which the last is chosen for whoever says nothing."""

    def __init__(self, **options: Any) -> None:
        choices = [("yes", _("yes")), ("no", _("no")), NOT_KNOWN]
        options |= {"choices": choices, "required": False, "empty_value": None, "widget": forms.RadioSelect}
        super().__init__(coerce=lambda value: value == "yes", **options)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: ""}.get(value, value)


class RecordCapacityForm(forms.Form):
    as_of = forms.DateField(
        label=_("As of"),
        help_text=_("The day from which this holds, not later than today."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    has_body = AnswerField(label=_("Has the unit a body of its own for digital work?"))
    body_name = forms.CharField(label=_("Name of the body"), max_length=120, required=False)
    rank = forms.ChoiceField(
        label=_("Rank of the body"), choices=[NOT_KNOWN, *((one.value, RANKS[one]) for one in Rank)], required=False
    )
    staff = forms.IntegerField(
        label=_("Full-time staff for digital work"),
        help_text=_("Posts that are filled. Leave it empty if it is not known; 0 means none."),
        min_value=0,
        max_value=MOST_STAFF,
        required=False,
    )
    maintenance = forms.IntegerField(
        label=_("Of these, for network and computers"), min_value=0, max_value=MOST_STAFF, required=False
    )
    has_leading_group = AnswerField(label=_("Is there a leading group for digital work?"))
    led_by = forms.ChoiceField(
        label=_("Who leads it"), choices=[NOT_KNOWN, *((one.value, LEADERS[one]) for one in Leader)], required=False
    )
    has_mandate = AnswerField(label=_("May the body set rules and decide on digital matters?"))
    has_budget = AnswerField(label=_("Has it money of its own for them?"))
    source = forms.CharField(
        label=_("Source"),
        help_text=_("Where this is written: the document, its number, or who told it."),
        max_length=250,
    )

    def clean_as_of(self) -> Any:
        day = self.cleaned_data["as_of"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is in the future."))
        return day

    def clean_source(self) -> str:
        return self._without_formula("source")

    def clean_body_name(self) -> str:
        return self._without_formula("body_name")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            capacity = self.capacity
            for field, code in capacity.contradictions():
                self.add_error(field, forms.ValidationError(str(CONTRADICTIONS[code])))
            if capacity.says_nothing:
                self.add_error(None, forms.ValidationError(_("Say at least one thing about the unit.")))
        return cleaned

    @property
    def capacity(self) -> Capacity:
        return from_record({name: self.cleaned_data[name] for name in self.fields if name not in ("as_of", "source")})

    def _without_formula(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        if text.startswith(FORMULA_STARTS):
            raise forms.ValidationError(_("“%(value)s” begins like a spreadsheet formula.") % {"value": text[:20]})
        return text


class UploadCapacityForm(forms.Form):
    file = SheetField(label=_("File"))
