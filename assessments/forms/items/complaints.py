"""What is wrong with a form of many parts, one line each: where, and a link to the field."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django import forms


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    where: str  # Option 3 · English
    anchor: str  # id of the field; empty where it is about more than one
    text: str

    def within(self, where: str) -> "Complaint":
        return replace(self, where=" · ".join(one for one in (where, self.where) if one))


def complaints_of(form: forms.BaseForm, where: str = "") -> Iterator[Complaint]:
    for text in form.non_field_errors():
        yield Complaint(where=where, anchor="", text=str(text))
    for field in form:
        for text in field.errors:
            place = " · ".join(one for one in (where, str(field.label)) if one)
            yield Complaint(where=place, anchor=str(field.id_for_label), text=str(text))
