"""Entering, changing and ending an action."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.competencies.selectors.framework import competencies
from lms.people.models import OrgUnit

from .models import ActionEvent, UnitAction
from .report_forms import DAY, NOT_FOUND
from .selectors.owners import find_owner


class ActionForm(forms.ModelForm[UnitAction]):
    """The owner is typed, because a unit's tree may hold thousands of people."""

    owner = forms.CharField(
        label=_("Owner: e-mail address or employee number"),
        help_text=_("Somebody of the unit, or who leads it"),
        max_length=120,
        widget=forms.TextInput(attrs={"list": "owners", "autocomplete": "off"}),
    )
    competency = forms.ChoiceField(label=_("Competency"))

    class Meta:
        model = UnitAction
        fields: ClassVar = ["title", "competency", "option", "service", "people", "due_on", "cost"]
        labels: ClassVar = {"people": _("Number of people")}
        widgets: ClassVar = {"due_on": DAY}

    field_order: tuple[str, ...] = ("title", "competency", "option", "service", "people", "owner", "due_on", "cost")

    def __init__(self, *args: Any, unit: OrgUnit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        choice = self.fields["competency"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [(code, f"{code} {card.name}") for code, card in competencies().items()]
        if self.instance.pk:
            self.initial["owner"] = self.instance.owner.email

    def clean_owner(self) -> Any:
        found = find_owner(self.unit, self.cleaned_data["owner"])
        if found is None:
            raise forms.ValidationError(NOT_FOUND)
        return found


class ChangeActionForm(ActionForm):
    """Whoever promised something is owed the reason of a change."""

    reason = forms.CharField(label=_("Why it is changed"), max_length=300)
    field_order: tuple[str, ...] = (*ActionForm.field_order, "reason")


class EndActionForm(forms.Form):
    """`what`: done, dropped, or taken up again."""

    what = forms.ChoiceField(
        label=_("What is to be recorded"),
        choices=[(one.value, one.label) for one in (ActionEvent.What.DONE, ActionEvent.What.DROPPED)],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What came of it, or why it is dropped"),
        help_text=_("About the work, not about single people. The next report tells it."),
        max_length=160,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TakeUpActionForm(forms.Form):
    words = forms.CharField(label=_("Why it is taken up again"), max_length=300)
