"""Setting up a session, and saying who is expected."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lms.people.access import scope_of
from lms.people.models import OrgUnit, RoleAssignment, User
from lms.people.selectors.posted import people_in

from ..models import Examination
from ..services.invigilation.sessions import OPENING_ROLES
from .people import PeopleField

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class OpenSessionForm(forms.Form):
    examination = forms.ModelChoiceField(label=_("Examination"), queryset=Examination.objects.all(), empty_label=None)
    unit = forms.ModelChoiceField(label=_("Held by"), queryset=OrgUnit.objects.none(), empty_label=None)
    place = forms.CharField(label=pgettext_lazy("session", "Place"), max_length=120)
    opens_at = forms.DateTimeField(label=_("Start possible from"), widget=MOMENT)
    ends_at = forms.DateTimeField(label=_("Start possible until"), widget=MOMENT)
    invigilators = PeopleField(
        label=_("Invigilators"),
        help_text=_("Employee numbers or e-mail addresses, separated by spaces. They need no other right."),
        max_length=2000,
    )

    def __init__(self, *args: Any, opener: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scope = scope_of(opener, *OPENING_ROLES)
        self.fields["unit"].queryset = scope.units()  # type: ignore[attr-defined]
        self.fields["invigilators"].within = people_in(scope)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opens_at, ends_at = cleaned.get("opens_at"), cleaned.get("ends_at")
        if opens_at and ends_at and ends_at <= opens_at:
            self.add_error("ends_at", _("The end lies before the beginning."))
        return cleaned


class SeatPeopleForm(forms.Form):
    people = PeopleField(
        label=_("People to expect"),
        help_text=_("Employee numbers or e-mail addresses, separated by spaces or lines."),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    unit = forms.ModelChoiceField(
        label=_("Everybody in a unit"),
        help_text=_("Everybody who holds a post there today, or below it."),
        queryset=OrgUnit.objects.none(),
        required=False,
        empty_label=_("nobody else"),
    )

    def __init__(self, *args: Any, opener: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scope = scope_of(opener, *OPENING_ROLES)
        self.fields["unit"].queryset = scope.units()  # type: ignore[attr-defined]
        self.fields["people"].within = people_in(scope)  # type: ignore[attr-defined]

    def everybody(self) -> list[User]:
        """Both fields together; call when valid."""
        people: list[User] = list(self.cleaned_data["people"])
        unit = self.cleaned_data["unit"]
        if unit is not None:
            here = RoleAssignment.objects.current().filter(unit__path__startswith=unit.path)
            people += User.objects.filter(is_active=True, pk__in=here.values("user_id"))
        return list(dict.fromkeys(people))
