"""The options of an item with one or several right answers, row by row."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ...domain.items.choice import FEWEST_OPTIONS, MOST_OPTIONS
from ...models import ItemVersion
from .body import Given, Stored, WriteBodyForm
from .rows import Rows, TextRows, WriteRowForm, given_row

KINDS = [(kind.value, kind.label) for kind in (ItemVersion.Kind.SINGLE, ItemVersion.Kind.MULTIPLE)]


class WriteOptionForm(WriteRowForm):
    is_right = forms.BooleanField(label=_("This option is right"), required=False)


class WriteChoiceForm(WriteBodyForm):
    """One right answer or several: the rows are the same, and an item may become the other kind."""

    template = "assessments/desk/items/choice.html"
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, widget=forms.RadioSelect)

    def lay_out(self, given: Stored) -> None:
        self.fields["kind"].initial = self.code
        if self.prefix:
            del self.fields["kind"]  # a part of a case has been given its kind there
        right = given.right.get("correct", ())
        self.options = TextRows(
            WriteOptionForm,
            self.sent,
            prefix=self.add_prefix("option"),
            given=[
                given_row(one, given.rationales.get(one["id"]), is_right=one["id"] in right)
                for one in given.body.get("options", ())
            ],
            shown=FEWEST_OPTIONS,
            most=MOST_OPTIONS,
        )

    def rows(self) -> Sequence[tuple[str | Promise, Rows[Any]]]:
        return [(_("Option %(number)s"), self.options)]

    def clean_kind(self) -> str:
        self.code = str(self.cleaned_data["kind"])
        return self.code

    def written(self) -> Given:
        ids = self.options.ids()
        return Given(
            body={"options": self.options.options()},
            right={"correct": [ids[row.number] for row in self.options.filled if row.cleaned_data["is_right"]]},
            rationales=self.options.rationales(),
        )
