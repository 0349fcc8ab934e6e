"""Naming many people at once."""

import re
from typing import Any

from django import forms
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from lms.people.models import User

MOST_PEOPLE = 500
SEPARATORS = re.compile(r"[\s,;]+")


class PeopleField(forms.CharField):
    """Employee numbers or e-mail addresses; `within` is set by the form."""

    within = User.objects.none()

    def clean(self, value: Any) -> list[User]:
        typed = list(dict.fromkeys(one.lower() for one in SEPARATORS.split(super().clean(value)) if one))
        if len(typed) > MOST_PEOPLE:
            raise forms.ValidationError(_("These are too many people."))
        numbered = self.within.annotate(number=Lower("employee_number"))
        people = numbered.filter(Q(number__in=typed) | Q(email__in=typed))
        known = {name: person for person in people for name in (person.number, person.email) if name}
        missing = [one for one in typed if one not in known]
        if missing:
            raise forms.ValidationError(_("Not found in your units: %(people)s") % {"people": ", ".join(missing[:10])})
        return list(dict.fromkeys(known[one] for one in typed))
