"""What two people look for in a short text, and an answer that would earn all points."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ...domain.items.short_text import LONGEST_ANSWER, MOST_POINTS, SHORTEST_LIMIT
from .body import WHY, Given, Stored, WriteBodyForm
from .languages import fields_of, spread, texts_from
from .rows import Rows, WriteRowForm

MOST_CRITERIA = 6
FIRST_SHOWN = 2
USUAL_LENGTH = 600


class WriteCriterionForm(WriteRowForm):
    texts = ("text",)
    points = forms.IntegerField(label=_("Points"), min_value=1, max_value=MOST_POINTS, initial=1)


class WriteShortTextForm(WriteBodyForm):
    template = "assessments/desk/items/short_text.html"
    texts = ("model", WHY)
    longest = forms.IntegerField(
        label=_("Longest answer, in characters"),
        min_value=SHORTEST_LIMIT,
        max_value=LONGEST_ANSWER,
        initial=USUAL_LENGTH,
    )

    def lay_out(self, given: Stored) -> None:
        if given.body:
            model = spread("model", given.right["model"])
            self.initial = {**self.initial, "longest": given.body["longest"], **model}
        self.criteria = Rows(
            WriteCriterionForm,
            self.sent,
            prefix=self.add_prefix("criterion"),
            given=[_given_criterion(one) for one in given.right.get("criteria", ())],
            shown=FIRST_SHOWN,
            most=MOST_CRITERIA,
        )

    @property
    def model_fields(self) -> list[forms.BoundField]:
        return fields_of(self, "model")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not texts_from(cleaned, "model"):
            self.add_error(None, _("An answer that would earn all points is missing."))
        return cleaned

    def rows(self) -> Sequence[tuple[str | Promise, Rows[Any]]]:
        return [(_("Criterion %(number)s"), self.criteria)]

    def written(self) -> Given:
        return Given(
            body={"longest": self.cleaned_data["longest"]},
            right={
                "criteria": [
                    {"text": row.text_of("text"), "points": row.cleaned_data["points"]} for row in self.criteria.filled
                ],
                "model": texts_from(self.cleaned_data, "model"),
            },
            rationales=self.why(),
        )


def _given_criterion(one: Mapping[str, Any]) -> dict[str, Any]:
    return {**spread("text", one["text"]), "points": one["points"]}
