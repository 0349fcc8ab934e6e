"""What a kind adds to an item's form: fields of its own, rows of things, and the data made of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar, Protocol

from django import forms
from django.utils.functional import Promise

from ...domain.items.parts import ALL, ItemInvalid, Texts
from ...domain.items.registry import read_keyed
from ...services.authoring.content import fault_in_words
from ...services.authoring.pictures import Drawing
from .complaints import Complaint, complaints_of
from .languages import add_texts, fields_of, spread, texts_from
from .rows import Data, Rows

WHY = "why"  # the reason of an item that is explained as a whole


class Stored(Protocol):
    """What a form starts from: an item, or a part of one."""

    @property
    def body(self) -> Mapping[str, Any]: ...

    @property
    def right(self) -> Mapping[str, Any]: ...

    @property
    def rationales(self) -> Mapping[str, Texts]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The data of a kind; empty for a new item."""

    body: Mapping[str, Any] = field(default_factory=dict)
    right: Mapping[str, Any] = field(default_factory=dict)
    rationales: Mapping[str, Texts] = field(default_factory=dict)


class WriteBodyForm(forms.Form):
    """Base of the forms of kinds; implements `item.BodyForm`.

    A subclass puts its rows together in `lay_out`, lists them in `rows` and makes an item of them in `written`. What it
    makes can always be read, marked and shown, though it may still have faults.
    """

    template: ClassVar[str]
    texts: ClassVar[Sequence[str]] = ()

    def __init__(self, data: Data, *, kind: str, content: Stored | None, files: Any = None, prefix: str = "") -> None:
        super().__init__(data, files, prefix=prefix or None)
        self.code = kind
        self.uploaded: Drawing | None = None
        self.sent: Data = data  # None where nothing was posted
        for name in self.texts:
            add_texts(self, name, 3)
        given = content or Given()
        self.initial = {**self.initial, **spread(WHY, given.rationales.get(ALL, {}))}
        self.lay_out(given)

    def lay_out(self, given: Stored) -> None:
        raise NotImplementedError

    def rows(self) -> Sequence[tuple[str | Promise, Rows[Any]]]:
        """(label with a place for the number, the rows)."""
        raise NotImplementedError

    def rows_are_valid(self) -> bool:
        """Whether rows that are valid by themselves fit together; adds an error to each that does not."""
        return True

    def written(self) -> Given:
        """Of a form whose fields are valid."""
        raise NotImplementedError

    def is_valid(self) -> bool:
        return self._verdict

    def to_data(self) -> dict[str, Any]:
        made = self.written()
        return {"kind": self.code, "body": made.body, "right": made.right, "rationales": made.rationales}

    def complaints(self) -> Iterator[Complaint]:
        yield from complaints_of(self)
        for label, rows in self.rows():
            yield from rows.complaints(str(label))

    @property
    def why_fields(self) -> list[forms.BoundField]:
        return fields_of(self, WHY)

    def why(self) -> dict[str, Texts]:
        texts = texts_from(self.cleaned_data, WHY)
        return {ALL: texts} if texts else {}

    @cached_property
    def _verdict(self) -> bool:
        # All are asked, so that all faults are shown at once.
        if not all([super().is_valid(), *(rows.is_valid() for _, rows in self.rows())]):
            return False
        return self.rows_are_valid() and self._is_readable()

    def _is_readable(self) -> bool:
        made = self.written()
        try:
            read_keyed(self.code, made.body, made.right)
        except ItemInvalid as error:
            self.add_error(None, fault_in_words(error.fault))
            return False
        return True
