"""Naming judges and raters by the address with which they sign in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lms.people.models import User


class PersonField(forms.EmailField):
    """An e-mail address of somebody who can sign in; cleans to the user."""

    default_error_messages = {"nobody": _("Nobody here signs in with this address.")}

    def clean(self, value: Any) -> Any:
        address = super().clean(value)
        found = User.objects.filter(email__iexact=address, is_active=True).first()
        if found is None:
            raise ValidationError(self.error_messages["nobody"], code="nobody")
        return found


class AppointForm(forms.Form):
    person = PersonField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"list": "known-people"}))
    expertise = forms.CharField(
        label=_("Expertise"), max_length=200, help_text=_("Such as: ten years at the counter; teaches the course.")
    )


class ConveneRatersForm(forms.Form):
    first = PersonField(label=_("First rater, by e-mail address"))
    second = PersonField(label=_("Second rater, by e-mail address"))
