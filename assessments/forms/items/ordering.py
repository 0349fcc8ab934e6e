"""Steps and the place of each in the right order."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ...domain.items.ordering import FEWEST_STEPS
from .body import WHY, Given, Stored, WriteBodyForm
from .rows import Rows, TextRows, WriteRowForm, given_row

MOST_STEPS = 8


class WriteStepForm(WriteRowForm):
    """A new step starts with the place of its row: whoever writes them in order need not number them."""

    texts = ("text",)
    place = forms.IntegerField(label=_("Place in the right order"), min_value=1, max_value=99)

    def lay_out(self) -> None:
        super().lay_out()
        self.fields["place"].initial = self.number


class WriteOrderingForm(WriteBodyForm):
    template = "assessments/desk/items/ordering.html"
    texts = (WHY,)

    def lay_out(self, given: Stored) -> None:
        place_of = {one: place for place, one in enumerate(given.right.get("order", ()), start=1)}
        self.steps = TextRows(
            WriteStepForm,
            self.sent,
            prefix=self.add_prefix("step"),
            given=[given_row(one, place=place_of.get(one["id"])) for one in given.body.get("options", ())],
            shown=FEWEST_STEPS + 1,
            most=MOST_STEPS,
        )

    def rows(self) -> Sequence[tuple[str | Promise, Rows[Any]]]:
        return [(_("Step %(number)s"), self.steps)]

    def rows_are_valid(self) -> bool:
        taken = Counter(row.cleaned_data["place"] for row in self.steps.filled)
        twice = [row for row in self.steps.filled if taken[row.cleaned_data["place"]] > 1]
        for row in twice:
            row.add_error("place", _("Another step has this place."))
        return not twice

    def written(self) -> Given:
        ids = self.steps.ids()
        in_order = sorted(self.steps.filled, key=lambda row: int(row.cleaned_data["place"]))
        return Given(
            body={"options": self.steps.options()},
            right={"order": [ids[row.number] for row in in_order]},
            rationales=self.why(),
        )
