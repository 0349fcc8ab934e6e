"""A table that is typed or pasted as text and printed with caption, column and row headings."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, StructBlockValidationError, StructValue, TextBlock

SEPARATOR = re.compile(r"\s*(?:\t|\|)\s*")


def cells_of(line: str) -> list[str]:
    return SEPARATOR.split(line.strip())


class TableValue(StructValue):
    @property
    def columns(self) -> list[str]:
        return cells_of(self["header"])

    @property
    def lines(self) -> list[list[str]]:
        return [cells_of(line) for line in self["rows"].splitlines() if line.strip()]


class TableBlock(StructBlock):
    caption = CharBlock(label=_("Caption"), max_length=200)
    header = CharBlock(label=_("Column headings"), max_length=500, help_text=_("Separated by | or tabs."))
    rows = TextBlock(
        label=_("Rows"),
        rows=6,
        help_text=_("One row a line, cells separated by | or tabs; rows copied from a spreadsheet fit as they are."),
    )
    note = CharBlock(label=_("Note"), max_length=400, required=False)

    def clean(self, value: TableValue) -> TableValue:
        cleaned: TableValue = super().clean(value)
        width = len(cleaned.columns)
        wrong = [number for number, row in enumerate(cleaned.lines, start=1) if len(row) != width]
        if width < 2:
            raise StructBlockValidationError({"header": ValidationError(_("A table has at least two columns."))})
        if wrong:
            message = _("Row %(row)s has another number of cells than the headings.") % {"row": wrong[0]}
            raise StructBlockValidationError({"rows": ValidationError(message)})
        return cleaned

    def get_context(self, value: TableValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        return {**context, "header": value.columns, "rows": value.lines}

    class Meta:
        icon = "table"
        label = _("Table")
        group = _("Figures and tables")
        description = _("Caption, column headings and rows; the first column heads each row")
        template = "blocks/table.html"
        value_class = TableValue
        preview_value = {
            "caption": "Who answers when",
            "header": "Step | Days",
            "rows": "Receipt | same day\nNotice | 5 working days",
            "note": "",
        }
