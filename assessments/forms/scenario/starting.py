"""How a new scenario is started: from the built-in example, or from a spreadsheet."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.competencies.selectors.framework import competencies
from lms.people.access import scope_of
from lms.people.models import OrgUnit, Role, User


class OwnedForm(forms.Form):
    unit = forms.ModelChoiceField(label=_("Owned by"), queryset=OrgUnit.objects.none(), empty_label=None)

    def __init__(self, *args: Any, author: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = OrgUnit.objects.filter(path__in=scope_of(author, Role.AUTHOR).paths)


class StartFromExampleForm(OwnedForm):
    code = forms.SlugField(label=_("Code"), max_length=20, help_text=_("As sim-9."))
    competency = forms.ChoiceField(
        label=_("Competency"),
        choices=lambda: [(code, f"{code} {card.name}") for code, card in competencies().items()],
    )
    field_order = ("code", "competency", "unit")


class UploadOutlineForm(forms.Form):
    file = forms.FileField(
        label=_("Workbook or CSV file"),
        help_text=_("At most 1 MB, with the sheets case, documents, steps and deadlines."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class MakeFromOutlineForm(OwnedForm):
    """`tables` is what the preview showed, signed by the server."""

    tables = forms.CharField(widget=forms.HiddenInput, strip=False)
