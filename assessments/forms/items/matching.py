"""Prompts and the common list of options from which each of them takes one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .body import Given, Stored, WriteBodyForm
from .rows import Rows, TextRows, WriteRowForm, choose_row, given_row, numbers_of

MOST_PROMPTS, MOST_OPTIONS = 8, 10
FIRST_SHOWN = 4


class WritePromptForm(WriteRowForm):
    start = "p"  # apart from the letters of options, so that a reason refers to one of them only
    option = forms.ChoiceField(label=_("Number of the option that belongs to it"), required=False)


class WriteMatchForm(WriteRowForm):
    texts = ("text",)


class WriteMatchingForm(WriteBodyForm):
    template = "assessments/desk/items/matching.html"

    def lay_out(self, given: Stored) -> None:
        listed = given.body.get("options", ())
        number_of, pairs = numbers_of(listed), given.right.get("pairs", {})
        self.prompts = TextRows(
            WritePromptForm,
            self.sent,
            prefix=self.add_prefix("prompt"),
            given=[
                given_row(one, given.rationales.get(one["id"]), option=str(number_of.get(pairs.get(one["id"]), "")))
                for one in given.body.get("prompts", ())
            ],
            shown=FIRST_SHOWN,
            most=MOST_PROMPTS,
        )
        self.options = TextRows(
            WriteMatchForm,
            self.sent,
            prefix=self.add_prefix("option"),
            given=[given_row(one) for one in listed],
            shown=FIRST_SHOWN,
            most=MOST_OPTIONS,
        )
        for row in self.prompts:
            choose_row(row, "option", self.options)

    def rows(self) -> Sequence[tuple[str | Promise, Rows[Any]]]:
        return [(_("Line %(number)s"), self.prompts), (_("Option %(number)s"), self.options)]

    def rows_are_valid(self) -> bool:
        filled = {str(row.number) for row in self.options.filled}
        missing = [row for row in self.prompts.filled if row.cleaned_data["option"] not in {"", *filled}]
        for row in missing:
            row.add_error("option", _("That option has no text."))
        return not missing

    def written(self) -> Given:
        prompts, options = self.prompts.ids(), self.options.ids()
        return Given(
            body={"prompts": self.prompts.options(), "options": self.options.options()},
            right={
                "pairs": {
                    prompts[row.number]: options[int(row.cleaned_data["option"])]
                    for row in self.prompts.filled
                    if row.cleaned_data["option"]
                }
            },
            rationales=self.prompts.rationales(),
        )
