"""Why a row, a file or an import of service figures was refused, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ROW_REASONS: Mapping[str, Promise] = {
    "short_row": _("The row has fewer cells than the heading."),
    "long_row": _("The row has more cells than the heading: is a comma missing its quotation marks?"),
    "empty": _("Nothing is written here."),
    "unknown": _("“%(value)s” is not known."),
    "unit_outside": _("Unit %(value)s is outside the units that you may manage."),
    "not_a_month": _("“%(value)s” is not a month with the year first. Write months as 2026-11."),
    "too_early": _("%(value)s lies before the year 2000."),
    "in_the_future": _("%(value)s is in the future."),
    "not_a_count": _("“%(value)s” is not a number of zero or more with at most four decimals."),
    "not_days": _("%(value)s: without any case there can be no days."),
    "not_per_1000": _("%(value)s: without any case there can be no events."),
    "not_share": _("%(value)s: the part is larger than the whole."),
    "not_points": _("%(value)s is not a mean between 1 and 5 points."),
    "twice_in_file": _("%(value)s stands in an earlier row of this file (row number in brackets)."),
}
COLUMNS: Mapping[str, Promise] = {
    "org_unit": _("Unit code"),
    "month": _("Month"),
    "indicator": _("Indicator"),
    "numerator": _("Numerator"),
    "denominator": _("Denominator"),
}
FILE_REASONS: Mapping[str, Promise] = {
    "too_large": _("The file is larger than %(value)s."),
    "empty": _("The file is empty."),
    "workbook": _("The workbook cannot be read: it is damaged, holds more than plain cells, or is no XLSX file."),
    "big5": _("The file is in Big5. Save it from the spreadsheet as “CSV UTF-8” or as XLSX and try again."),
    "encoding": _("The file is neither UTF-8 nor GB18030 text. Save it as CSV and try again."),
    "table": _("The file is no table: a quotation mark stands alone or a cell is too long (%(value)s)."),
    "columns": _("The heading lacks these columns: %(value)s."),
    "column_twice": _("The heading names these columns more than once: %(value)s."),
    "too_many_rows": _("The file has more than %(value)s rows."),
}
IMPORT_REASONS: Mapping[str, Promise] = {
    "not_open": _("This import was already applied or discarded."),
    "not_applied": _("Only an import that was applied can be undone."),
    "differs": _("Nothing was imported: other figures came in since you looked. The preview is up to date again."),
    "outside": _("This import holds figures of units that are no longer yours to manage."),
}


def reason_of(fault: Mapping[str, Any]) -> str:
    return str(ROW_REASONS[fault["code"]]) % {"value": fault["value"]}


def file_reason(code: str, detail: str) -> str:
    return str(FILE_REASONS[code]) % {"value": detail}
