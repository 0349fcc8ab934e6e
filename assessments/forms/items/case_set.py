"""The tasks of a case. Each takes the form of its kind, which is shown once the kind has been chosen and sent."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ...domain.items.case_set import FEWEST_PARTS, MOST_PARTS
from ...domain.items.kinds import SIMPLE
from ...domain.items.parts import ALL, Texts, joined
from ...models import ItemVersion
from .body import Given, Stored, WriteBodyForm
from .choice import WriteChoiceForm
from .complaints import Complaint
from .form_fill import WriteFormFillForm
from .languages import spread
from .matching import WriteMatchingForm
from .numeric import WriteNumericForm
from .ordering import WriteOrderingForm
from .rows import Rows, TextRows, WriteRowForm

PART_FORMS: Mapping[str, type[WriteBodyForm]] = {
    "single": WriteChoiceForm,
    "multiple": WriteChoiceForm,
    "matching": WriteMatchingForm,
    "ordering": WriteOrderingForm,
    "numeric": WriteNumericForm,
    "form_fill": WriteFormFillForm,
}
KINDS = [("", "–"), *((kind.value, kind.label) for kind in ItemVersion.Kind if kind in SIMPLE)]


class WritePartForm(WriteRowForm):
    start = "t"
    texts = ("stem",)
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, required=False)

    def lay_out(self) -> None:
        super().lay_out()
        given: Given | None = self.initial.pop("given", None)
        self.kind_shown = self._kind_chosen()
        self.body: WriteBodyForm | None = None
        self.has_new_fields = False
        if self.kind_shown in PART_FORMS:
            # The page says of which kind it had fields.
            self.has_new_fields = self.is_bound and self.data.get(self.add_prefix("shown")) != self.kind_shown
            self.body = PART_FORMS[self.kind_shown](
                self.data if self.is_bound and not self.has_new_fields else None,
                kind=self.kind_shown,
                content=given if self.initial.get("kind") == self.kind_shown else None,
                prefix=f"{self.prefix}-{self.kind_shown}",
            )

    def _kind_chosen(self) -> str:
        return str(self.data.get(self.add_prefix("kind"), "") if self.is_bound else self.initial.get("kind", ""))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.has_new_fields and "kind" in cleaned:
            self.add_error("kind", _("The fields of this kind are below now: fill them in."))
        elif self.is_filled and not cleaned.get("kind") and "kind" not in self.errors:
            self.add_error("kind", _("Choose what the candidate is to do here."))
        elif self.body is not None and not self.is_filled:
            self.add_error(None, _("The task itself is not written yet."))
        return cleaned

    def is_valid(self) -> bool:
        own = super().is_valid()
        return own if self.has_new_fields or self.body is None else all([own, self.body.is_valid()])

    def complaints(self, where: str) -> Iterator[Complaint]:
        yield from super().complaints(where)
        if self.body is not None and not self.has_new_fields:
            yield from (one.within(where) for one in self.body.complaints())

    def to_data(self) -> dict[str, Any]:
        """Of a filled row that is valid: `kind`, `body`, `right` and `rationales` of the part."""
        return self.body.to_data() if self.body else {}


class WriteCaseSetForm(WriteBodyForm):
    template = "assessments/desk/items/case_set.html"

    def lay_out(self, given: Stored) -> None:
        self.parts = TextRows(
            WritePartForm,
            self.sent,
            prefix=self.add_prefix("part"),
            given=[_given_part(one, given) for one in given.body.get("parts", ())],
            shown=FEWEST_PARTS,
            most=MOST_PARTS,
        )

    def rows(self) -> Sequence[tuple[str | Promise, Rows[Any]]]:
        return [(_("Task %(number)s"), self.parts)]

    def written(self) -> Given:
        ids = self.parts.ids()
        made = {ids[row.number]: (row.text_of("stem"), row.to_data()) for row in self.parts.filled}
        return Given(
            body={
                "parts": [
                    {"id": name, "kind": data["kind"], "stem": stem, "body": data["body"]}
                    for name, (stem, data) in made.items()
                ]
            },
            right={"parts": {name: data["right"] for name, (_stem, data) in made.items()}},
            rationales={
                joined(name, one): texts
                for name, (_stem, data) in made.items()
                for one, texts in data["rationales"].items()
            },
        )


def _given_part(one: Mapping[str, Any], given: Stored) -> dict[str, Any]:
    part = Given(
        body=one["body"],
        right=given.right.get("parts", {}).get(one["id"], {}),
        rationales=_within(one["id"], given.rationales),
    )
    return {"id": one["id"], "kind": one["kind"], "given": part, **spread("stem", one["stem"])}


def _within(part: str, rationales: Mapping[str, Texts]) -> dict[str, Texts]:
    start = joined(part, ALL).removesuffix(ALL)
    return {name.removeprefix(start): texts for name, texts in rationales.items() if name.startswith(start)}
