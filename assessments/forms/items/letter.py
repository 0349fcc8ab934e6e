"""The sections of a letter and the passages among which candidates choose for each."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ...domain.items.letter import FEWEST_SECTIONS
from ...domain.items.parts import Texts, joined
from .body import Given, Stored, WriteBodyForm
from .complaints import Complaint
from .languages import spread
from .rows import Rows, TextRows, WriteRowForm, given_row

MOST_SECTIONS, MOST_PASSAGES = 6, 6
PASSAGES_SHOWN = 2
NEEDED, ALLOWED, HARMFUL, OTHER = "needed", "allowed", "harmful", "other"
ROLES = [
    (NEEDED, _("needed")),
    (ALLOWED, _("allowed: neither earns nor costs")),
    (OTHER, _("does not belong here: takes back a right one")),
    (HARMFUL, _("harmful: spoils the letter")),
]


class WritePassageForm(WriteRowForm):
    role = forms.ChoiceField(label=_("In the letter"), choices=ROLES, initial=OTHER)


class WriteSectionForm(WriteRowForm):
    start = "s"
    texts = ("label",)
    lines = 1
    at_most = forms.IntegerField(
        label=_("How many passages may be chosen"), min_value=1, max_value=MOST_PASSAGES, initial=1
    )

    def lay_out(self) -> None:
        super().lay_out()
        self.passages = TextRows(
            WritePassageForm,
            self.data if self.is_bound else None,
            prefix=f"{self.prefix}-passage",
            given=self.initial.pop("passages", ()),
            shown=PASSAGES_SHOWN,
            most=MOST_PASSAGES,
        )

    @property
    def is_in_use(self) -> bool:
        return super().is_in_use or any(row.is_in_use for row in self.passages)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        filled = self.passages.filled if self.passages.is_valid() else []
        if filled and not self.is_filled:
            self.add_error(None, _("The heading of this section is missing."))
        if self.is_filled and filled and cleaned.get("at_most", 0) > len(filled):
            self.add_error("at_most", _("There are fewer passages than that."))
        return cleaned

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.passages.is_valid()])

    def complaints(self, where: str) -> Iterator[Complaint]:
        yield from super().complaints(where)
        yield from self.passages.complaints(f"{where}, {_('passage %(number)s')}")

    def to_section(self, ident: str) -> dict[str, Any]:
        passages = self.passages.options()
        at_most = self.cleaned_data["at_most"]
        return {"id": ident, "label": self.text_of("label"), "passages": passages, "at_most": at_most}

    def to_key(self) -> dict[str, list[str]]:
        """Roles that no passage plays are left out, but for `needed`."""
        ids = self.passages.ids()
        found: dict[str, list[str]] = {NEEDED: [], ALLOWED: [], HARMFUL: [], OTHER: []}
        for row in self.passages.filled:
            found[row.cleaned_data["role"]].append(ids[row.number])
        return {role: found[role] for role in (NEEDED, ALLOWED, HARMFUL) if found[role] or role == NEEDED}


class WriteLetterForm(WriteBodyForm):
    template = "assessments/desk/items/letter.html"

    def lay_out(self, given: Stored) -> None:
        keys = given.right.get("sections", {})
        self.sections = TextRows(
            WriteSectionForm,
            self.sent,
            prefix=self.add_prefix("section"),
            given=[
                _given_section(one, keys.get(one["id"], {}), given.rationales) for one in given.body.get("sections", ())
            ],
            shown=FEWEST_SECTIONS,
            most=MOST_SECTIONS,
        )

    def rows(self) -> Sequence[tuple[str | Promise, Rows[Any]]]:
        return [(_("Section %(number)s"), self.sections)]

    def written(self) -> Given:
        ids, filled = self.sections.ids(), self.sections.filled
        return Given(
            body={"sections": [row.to_section(ids[row.number]) for row in filled]},
            right={"sections": {ids[row.number]: row.to_key() for row in filled}},
            rationales={
                joined(ids[row.number], passage): texts
                for row in filled
                for passage, texts in row.passages.rationales().items()
            },
        )


def _given_section(one: Mapping[str, Any], key: Mapping[str, Any], rationales: Mapping[str, Texts]) -> dict[str, Any]:
    role_of = {passage: role for role, passages in key.items() for passage in passages}
    return {
        "id": one["id"],
        **spread("label", one["label"]),
        "at_most": one["at_most"],
        "passages": [
            given_row(passage, rationales.get(joined(one["id"], passage["id"])), role=role_of.get(passage["id"], OTHER))
            for passage in one["passages"]
        ],
    }
