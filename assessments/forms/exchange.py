"""Bringing a file of items in, and taking items out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..domain.exchange.archive import MOST_BYTES
from ..domain.exchange.facts import Facts
from ..domain.exchange.formats import FORMATS
from ..models import Cognitive
from ..services.authoring.content import LANGUAGES
from .items.item import competency_choices, level_choices

ACCEPTED = ".zip,.xml,.txt,.gift,.csv,.xlsx"


class UploadItemsForm(forms.Form):
    """The file, and what to take for every item that does not say it itself."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("QTI package or item, Moodle XML, GIFT, Aiken, CSV or Excel; at most 20 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    competency = forms.ChoiceField(label=_("Competency"), choices=lambda: competency_choices())
    level = forms.TypedChoiceField(label=_("Level"), choices=lambda: level_choices(), coerce=int)
    cognitive = forms.ChoiceField(label=_("Cognitive level"), choices=Cognitive.choices)
    language = forms.ChoiceField(label=_("Language of texts that do not name theirs"), choices=list(LANGUAGES.items()))
    source = forms.CharField(label=_("Law, rule or practice"), required=False, max_length=250)
    review_by = forms.DateField(
        label=_("Review by"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return file

    def to_facts(self) -> Facts:
        return Facts(**{name: value for name, value in self.cleaned_data.items() if name != "file"})


class ExportItemsForm(forms.Form):
    format = forms.ChoiceField(label=_("Format"), choices=[(code, one.name) for code, one in FORMATS.items()])
    which = forms.ChoiceField(
        label=_("Items"), choices=[("listed", _("all that are listed")), ("live", _("only those in use"))]
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=list(LANGUAGES.items()),
        help_text=_("Only for Aiken, which holds one language; the other formats hold all."),
    )
