"""Forms of the people pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from .domain.roster_file import LARGEST_FILE


class CsvField(forms.FileField):
    widget = forms.FileInput(attrs={"accept": ".csv,text/csv"})

    def clean(self, data: Any, initial: Any = None) -> UploadedFile[bytes] | None:
        file: UploadedFile[bytes] | None = super().clean(data, initial)
        if file and (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 5 MB."))
        return file


class UploadRosterForm(forms.Form):
    people = CsvField(
        label=_("Roster file"),
        help_text=_("CSV with a heading row, in UTF-8 or GB18030, at most 5 MB."),
        required=False,
    )
    units = CsvField(
        label=_("File of units"),
        help_text=_("Only where units are new or have another name or level. It may come with the roster or alone."),
        required=False,
    )
    name = forms.CharField(
        label=_("Name of this import"),
        help_text=_("You will find the import under this name, for example to undo it."),
        max_length=120,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("people") and not cleaned.get("units"):
            self.add_error("people", _("Choose a roster, a file of units, or both."))
        return cleaned
