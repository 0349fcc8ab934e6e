"""Rows of an item's form: options, prompts, zones and the like, as plain fields with spare rows folded away."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from string import ascii_lowercase
from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from ...domain.items.parts import Texts
from ...domain.items.reading import ID
from .complaints import Complaint, complaints_of
from .languages import add_texts, fields_of, spread, texts_from

Data = Mapping[str, Any] | None
WRITTEN = (forms.CharField, forms.BooleanField, forms.FloatField)


class RowForm(forms.Form):
    """One row of a set; one in which the main thing is not filled in is left out."""

    def __init__(self, data: Data, *, prefix: str, number: int, initial: Mapping[str, Any] | None) -> None:
        super().__init__(data, prefix=prefix, initial=dict(initial or {}))
        self.number = number  # from 1
        self.is_given = initial is not None
        self.lay_out()

    def lay_out(self) -> None:
        """Fields that depend on the row."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.is_filled and not self.errors and self.has_more():
            self.add_error(None, _("Something is filled in here, but what it belongs to is missing."))
        return cleaned

    @property
    def is_filled(self) -> bool:
        raise NotImplementedError

    def has_more(self) -> bool:
        """Written or ticked all the same; choices and places, which are never empty, are no content."""
        return any(
            self.cleaned_data.get(name) not in (None, "", False)
            for name, field in self.fields.items()
            if isinstance(field, WRITTEN) and not isinstance(field.widget, forms.HiddenInput)
        )

    @property
    def is_in_use(self) -> bool:
        """Shown from the start, rather than folded away as a spare row."""
        return self.is_given or (self.is_bound and self.has_changed())

    def complaints(self, where: str) -> Iterator[Complaint]:
        yield from complaints_of(self, where)


class WriteRowForm(RowForm):
    """A row of texts.

    The id of what stands there travels in a hidden field, so that it stays the same from version to version.
    """

    texts: ClassVar[Sequence[str]] = ("text", "rationale")  # the first is the main one
    lines: ClassVar[int] = 2  # height of a text
    start: ClassVar[str] = ""  # what new ids begin with; without it they are single letters
    id = forms.CharField(required=False, widget=forms.HiddenInput, validators=[RegexValidator(rf"^{ID.pattern}$")])

    def lay_out(self) -> None:
        for name in self.texts:
            add_texts(self, name, self.lines)

    def text_of(self, name: str) -> dict[str, str]:
        return texts_from(self.cleaned_data, name)

    @property
    def is_filled(self) -> bool:
        return bool(self.text_of(self.texts[0]))

    @property
    def text_fields(self) -> list[forms.BoundField]:
        return fields_of(self, self.texts[0])

    @property
    def rationale_fields(self) -> list[forms.BoundField]:
        return fields_of(self, "rationale")


Row = TypeVar("Row", bound=RowForm)


class Rows(Generic[Row]):
    """Rows of one sort: as many as are given, at least `shown` of them open, spare ones up to `most`."""

    def __init__(
        self,
        form: type[Row],
        data: Data,
        *,
        prefix: str,
        given: Sequence[Mapping[str, Any]],
        shown: int,
        most: int,
    ) -> None:
        self.forms = [
            form(
                data, prefix=f"{prefix}-{place}", number=place + 1, initial=given[place] if place < len(given) else None
            )
            for place in range(max(most, len(given)))
        ]
        self.at_least = shown

    def __iter__(self) -> Iterator[Row]:
        return iter(self.forms)

    def is_valid(self) -> bool:
        valid = [form.is_valid() for form in self.forms]  # all are asked, so that all faults are shown at once
        return all(valid)

    @property
    def shown(self) -> list[Row]:
        """Up to the last one in use."""
        last = max((form.number for form in self.forms if form.is_in_use), default=0)
        return self.forms[: max(self.at_least, last)]

    @property
    def spare(self) -> list[Row]:
        return self.forms[len(self.shown) :]

    @property
    def filled(self) -> list[Row]:
        return [form for form in self.forms if form.is_filled]

    def complaints(self, name: str) -> Iterator[Complaint]:
        """`name` with a place for the number, such as “Option %(number)s”."""
        for form in self.forms:
            yield from form.complaints(name % {"number": form.number})


TextRow = TypeVar("TextRow", bound=WriteRowForm)


class TextRows(Rows[TextRow]):
    """Rows that become things with an id."""

    def ids(self) -> dict[int, str]:
        """Number of a filled row → its id; a new row gets the first id that is free."""
        kept = {form.number: form.cleaned_data["id"] for form in self.filled if form.cleaned_data.get("id")}
        free = (one for one in self._all_ids() if one not in kept.values())
        return {form.number: kept.get(form.number) or next(free) for form in self.filled}

    def options(self) -> list[dict[str, Any]]:
        """The filled rows as options of an item."""
        ids = self.ids()
        return [{"id": ids[form.number], "text": form.text_of("text")} for form in self.filled]

    def rationales(self) -> dict[str, dict[str, str]]:
        ids = self.ids()
        found = {ids[form.number]: form.text_of("rationale") for form in self.filled}
        return {name: texts for name, texts in found.items() if texts}

    def _all_ids(self) -> Iterator[str]:
        start = self.forms[0].start
        if not start:
            yield from ascii_lowercase
        yield from (f"{start or 'x'}{number}" for number in count(1))


def given_row(one: Mapping[str, Any], rationale: Texts | None = None, **more: Any) -> dict[str, Any]:
    """Initial values of a row from an option of an item."""
    return {"id": one["id"], **spread("text", one["text"]), **spread("rationale", rationale or {}), **more}


def numbers_of(listed: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Id → number of its row."""
    return {one["id"]: number for number, one in enumerate(listed, start=1)}


def choose_row(form: forms.BaseForm, name: str, rows: Rows[Any]) -> None:
    """Make the field a choice among rows, by their numbers."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = [("", "–"), *((str(row.number), str(row.number)) for row in rows)]
