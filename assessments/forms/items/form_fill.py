"""The fields of a form that candidates fill in, each with what is right there."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ...domain.items.form_fill import Entry
from .body import Given, Stored, WriteBodyForm
from .languages import add_texts, fields_of, spread, texts_from
from .lines import lines_of, option_lines, options_from, target_line, targets_from
from .rows import Rows, TextRows, WriteRowForm

MOST_FIELDS = 8
FIRST_SHOWN = 3
ENTRIES = [
    (Entry.TEXT.value, _("words")),
    (Entry.DATE.value, _("a date")),
    (Entry.NUMBER.value, _("a number")),
    (Entry.OPTION.value, _("one of several options")),
]


class WriteFieldForm(WriteRowForm):
    """What is right stands one a line: words, dates, or numbers; of a choice, the number of its line."""

    start = "f"
    texts = ("label", "hint", "rationale")
    lines = 1
    entry = forms.ChoiceField(label=_("Filled in with"), choices=ENTRIES, initial=Entry.TEXT.value)
    right = forms.CharField(
        label=_("Right, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Words in every spelling that counts; a date as 2026-03-05; a number as 40 or 40 ± 0.5; "
            "the number of the right option."
        ),
    )
    option_ids = forms.CharField(required=False, widget=forms.HiddenInput)

    def lay_out(self) -> None:
        super().lay_out()
        add_texts(self, "options", 3)

    @property
    def hint_fields(self) -> list[forms.BoundField]:
        return fields_of(self, "hint")

    @property
    def option_fields(self) -> list[forms.BoundField]:
        return fields_of(self, "options")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "entry" in cleaned:
            self._clean_right(cleaned)
        return cleaned

    def _clean_right(self, cleaned: dict[str, Any]) -> None:
        entry, right = cleaned["entry"], cleaned.get("right", "")
        try:
            cleaned["options"] = options_from(texts_from(cleaned, "options"), cleaned.get("option_ids", "").split())
            if entry == Entry.NUMBER:
                cleaned["key"] = {"numbers": targets_from(right)}
            elif entry == Entry.OPTION:
                cleaned["key"] = self._option_key(right, cleaned["options"])
            else:
                cleaned["key"] = {"words": lines_of(right)}
        except forms.ValidationError as error:
            self.add_error("right", error)

    def _option_key(self, right: str, options: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        if not right.strip():
            return {}
        number = int(right) if right.strip().isdecimal() and len(right) < 4 else 0
        if not 1 <= number <= len(options):
            raise forms.ValidationError(_("Write the number of the line that is right."))
        return {"option": options[number - 1]["id"]}

    def to_field(self, ident: str) -> dict[str, Any]:
        hint, options = self.text_of("hint"), self.cleaned_data["options"]
        return {
            "id": ident,
            "label": self.text_of("label"),
            "entry": self.cleaned_data["entry"],
            **({"hint": hint} if hint else {}),
            **({"options": options} if options else {}),
        }


class WriteFormFillForm(WriteBodyForm):
    template = "assessments/desk/items/form_fill.html"

    def lay_out(self, given: Stored) -> None:
        keys = given.right.get("fields", {})
        self.fields_written = TextRows(
            WriteFieldForm,
            self.sent,
            prefix=self.add_prefix("field"),
            given=[
                _given_field(one, keys.get(one["id"], {}), given.rationales.get(one["id"], {}))
                for one in given.body.get("fields", ())
            ],
            shown=FIRST_SHOWN,
            most=MOST_FIELDS,
        )

    def rows(self) -> Sequence[tuple[str | Promise, Rows[Any]]]:
        return [(_("Field %(number)s"), self.fields_written)]

    def written(self) -> Given:
        ids, filled = self.fields_written.ids(), self.fields_written.filled
        return Given(
            body={"fields": [row.to_field(ids[row.number]) for row in filled]},
            right={"fields": {ids[row.number]: row.cleaned_data["key"] for row in filled}},
            rationales=self.fields_written.rationales(),
        )


def _given_field(one: Mapping[str, Any], key: Mapping[str, Any], rationale: Mapping[str, str]) -> dict[str, Any]:
    options = one.get("options", ())
    return {
        "id": one["id"],
        "entry": one["entry"],
        "right": _right(key, [option["id"] for option in options]),
        "option_ids": " ".join(option["id"] for option in options),
        **spread("label", one["label"]),
        **spread("hint", one.get("hint") or {}),
        **spread("options", option_lines(options)),
        **spread("rationale", rationale),
    }


def _right(key: Mapping[str, Any], ids: Sequence[str]) -> str:
    if key.get("option"):
        return str(ids.index(key["option"]) + 1)
    return "\n".join([*key.get("words", ()), *map(target_line, key.get("numbers", ()))])
