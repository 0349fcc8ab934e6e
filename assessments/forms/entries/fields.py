"""Fields that the forms of evidence share."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lms.competencies.selectors.framework import competencies

from ...domain.artefact_files import MEDIA_TYPES, PICTURES
from ...selectors.entries.anchors import anchors_of
from ...services.entries.files import read_files
from ...services.entries.refusal import EntryRefused

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
FILES_TAKEN = _("PDF, DOCX, ODT, XLSX, PNG or JPG; up to five files of 4 MB each.")


def competency_choices(needed: frozenset[str], heading: str | Promise) -> list[tuple[str, list[tuple[str, str]]]]:
    """In two groups, what the posts ask for first."""
    named = [(code, f"{code} {card.name}") for code, card in competencies().items()]
    groups = [
        (str(heading), [one for one in named if one[0] in needed]),
        (gettext("Others"), [one for one in named if one[0] not in needed]),
    ]
    return [group for group in groups if group[1]]


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; its value is a list of unsaved artefacts."""

    def __init__(self, **kwargs: Any) -> None:
        accept = ",".join(f".{one}" for one in (*MEDIA_TYPES, *PICTURES))
        super().__init__(widget=FilesInput(attrs={"accept": accept}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        sent = [one for one in data if one] if isinstance(data, list | tuple) else [data] if data else []
        if not sent:
            super().clean(None, initial)  # refuses, where a file is required
            return []
        try:
            return read_files([super(FilesField, self).clean(one, initial) for one in sent])
        except EntryRefused as refused:
            raise forms.ValidationError(str(refused)) from None


class LevelField(forms.TypedChoiceField):
    """A level by its anchor: what somebody there can be seen to do. 0 is "none of it"."""

    def __init__(self, code: str, *, with_none: bool = True, **kwargs: Any) -> None:
        choices = [(one.ordinal, str(one)) for one in anchors_of(code)]
        if with_none:
            choices.insert(0, (0, gettext("0 None of this can be seen")))
        super().__init__(choices=choices, coerce=int, widget=forms.RadioSelect, **kwargs)


class DayField(forms.DateField):
    """A day that is not to come."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=DATE, **kwargs)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day
