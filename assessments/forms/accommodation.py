"""Asking for an accommodation."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.people.access import scope_of
from lms.people.models import User
from lms.people.selectors.posted import people_in

from ..models import Accommodation
from ..services.accommodations import GRANTING_ROLES

LONGEST_PERIOD = timedelta(days=3 * 366)
MOST_REST = 60  # minutes
DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AskAccommodationForm(forms.Form):
    person = forms.CharField(
        label=_("Person"), help_text=_("Employee number or e-mail address, of somebody in your units."), max_length=254
    )
    time_percent = forms.TypedChoiceField(
        label=_("Time"), choices=Accommodation.Time.choices, coerce=int, widget=forms.RadioSelect, initial=100
    )
    rest_minutes = forms.IntegerField(
        label=_("Minutes of breaks in all"),
        help_text=_("The clock stands still during a break. 0 for none."),
        min_value=0,
        max_value=MOST_REST,
        initial=0,
    )
    larger_print = forms.BooleanField(label=_("Larger print"), required=False)
    starts_on = forms.DateField(label=_("From"), widget=DATE)
    ends_on = forms.DateField(label=_("Until"), help_text=_("That day included; three years at most."), widget=DATE)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("What the second person needs in order to decide, without a diagnosis. Not shown to managers."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, asker: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asker = asker
        self.fields["starts_on"].initial = timezone.localdate

    def clean_person(self) -> User:
        """Whoever is not in the asker's units does not exist here."""
        typed = self.cleaned_data["person"].strip()
        within = people_in(scope_of(self.asker, *GRANTING_ROLES)).exclude(pk=self.asker.pk)
        found = within.filter(Q(employee_number__iexact=typed) | Q(email__iexact=typed)).first()
        if found is None:
            raise forms.ValidationError(_("Nobody in your units has this number or address."))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if isinstance(starts_on, date) and isinstance(ends_on, date):
            if ends_on < max(starts_on, timezone.localdate()):
                self.add_error("ends_on", _("The last day lies before the first one, or in the past."))
            elif ends_on - starts_on > LONGEST_PERIOD:
                self.add_error("ends_on", _("Three years at most; ask again then."))
        if not (cleaned.get("time_percent", 0) > 100 or cleaned.get("rest_minutes") or cleaned.get("larger_print")):
            raise forms.ValidationError(_("Choose more time, breaks or larger print."))
        return cleaned
