"""A file of rows: CSV or a workbook."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from lms.people.domain.roster_file import LARGEST_FILE


class SheetField(forms.FileField):
    widget = forms.FileInput(attrs={"accept": ".csv,.xlsx,text/csv"})

    def __init__(self, **options: Any) -> None:
        words = _("CSV in UTF-8 or GB18030, or XLSX, with a heading row; at most 5 MB.")
        super().__init__(**{"help_text": words, **options})

    def clean(self, data: Any, initial: Any = None) -> UploadedFile[bytes] | None:
        file: UploadedFile[bytes] | None = super().clean(data, initial)
        if file and (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 5 MB."))
        return file
