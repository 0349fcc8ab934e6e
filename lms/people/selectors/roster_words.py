"""What a roster import says to its reader: facts, kinds of change, and why a row, a file or a batch was refused."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from ..models import EmploymentRecord, OrgUnit

PERSON_FACTS: Mapping[str, Promise] = {
    "employee_number": _("Employee number"),
    "name": pgettext_lazy("person", "Name"),
    "email": _("E-mail"),
    "unit": _("Unit"),
    "post": _("Post"),
    "fte": _("Share of a full post"),
    "birth_date": _("Date of birth"),
    "hire_date": _("Date of hire"),
    "status": _("Status"),
}
UNIT_FACTS: Mapping[str, Promise] = {
    "code": _("Unit code"),
    "parent": _("Stands below"),
    "level": pgettext_lazy("of an org unit", "Level"),
    "name_zh_hant": _("Name in Traditional Chinese"),
    "name_zh_hans": _("Name in Simplified Chinese"),
    "name_en": _("Name in English"),
}
LEVELS: Mapping[str, Promise | str] = {level.value: level.label for level in OrgUnit.Level}
STATUSES: Mapping[str, Promise | str] = {status.value: status.label for status in EmploymentRecord.Status}
KINDS: Mapping[str, Promise] = {
    "added": _("Added"),
    "changed": _("Changed"),
    "moved": _("Moved"),
    "ended": _("Ended"),
    "returned": _("Came back"),
    "units_added": _("Units added"),
    "units_changed": _("Units changed"),
}
FILES: Mapping[str, Promise] = {
    "people": pgettext_lazy("file of an import", "people"),
    "units": pgettext_lazy("file of an import", "units"),
}
# What an undo did to an account or a unit.
OUTCOMES: Mapping[str, Promise] = {
    "removed": _("removed by the undo"),
    "closed": _("account closed by the undo"),
    "kept": _("kept, because something refers to it"),
}

# Where the column says what is amiss; ROW_REASONS holds the words for every column.
CELL_REASONS: Mapping[tuple[str, str], Promise] = {
    ("org_unit", "unknown"): _("Unit %(value)s is not known."),
    ("post", "unknown"): _("Post %(value)s is not known."),
    ("status", "unknown"): _("“%(value)s” is not a status. Write active, on_leave or left."),
    ("level", "unknown"): _("“%(value)s” is not a level. Write province, city, county or township."),
    ("employee_number", "malformed"): _(
        "“%(value)s” is not an employee number: at most 20 letters, digits, dots, hyphens and underscores."
    ),
    ("email", "malformed"): _("“%(value)s” is not an e-mail address."),
    ("code", "malformed"): _(
        "“%(value)s” is not a unit code: at most 20 letters, digits, dots, hyphens and underscores."
    ),
}
ROW_REASONS: Mapping[str, Promise] = {
    "short_row": _("The row has fewer cells than the heading."),
    "long_row": _("The row has more cells than the heading: is a comma missing its quotation marks?"),
    "empty": _("Nothing is written here."),
    "malformed": _("“%(value)s” does not have the form that is needed here."),
    "unknown": _("“%(value)s” is not known."),
    "too_long": _("The name is %(value)s characters long; at most 120 are allowed."),
    "hidden_characters": _("The name holds invisible characters that change how it is shown."),
    "no_letter": _("The name holds nothing that can be read."),
    "formula": _("“%(value)s” begins like a spreadsheet formula."),
    "markup": _("“%(value)s” holds angle brackets, which no name needs."),
    "not_a_date": _("“%(value)s” is not a date with the year first. Write dates as 2026-11-23."),
    "no_such_date": _("There is no date %(value)s. Write dates as 2026-11-23."),
    "in_the_future": _("%(value)s is in the future."),
    "too_early": _("%(value)s lies before 1900."),
    "too_young": _("With this date of birth the person would have been under 16 when hired."),
    "not_a_number": _("“%(value)s” is not a number."),
    "not_a_share": _("%(value)s is not a share of a full post: above 0 and at most 1."),
    "twice_in_file": _("%(value)s stands in an earlier row of this file (row number in brackets)."),
    "protected_account": _("%(value)s belongs to an account with rights of its own, which imports never change."),
    "address_taken": _("%(value)s is the address of another person."),
    "unit_outside": _("Unit %(value)s is outside the units that you may manage."),
    "person_outside": _("%(value)s works in a unit outside those that you may manage."),
    "unknown_leaver": _("%(value)s has left but was never here."),
    "unknown_parent": _("The parent %(value)s is not known, was refused itself or stands below this unit."),
    "second_root": _("A unit without a parent stands at the top, and %(value)s is there already."),
    "unit_moved": _("This unit stands below “%(value)s”. An import does not move units."),
    "above_parent": _("The level is above that of the parent %(value)s."),
    "below_child": _("The level is below that of the unit %(value)s, which stands under it."),
    "too_deep": _("%(value)s stands under too many units."),
}

FILE_REASONS: Mapping[str, Promise] = {
    "too_large": _("The file is larger than %(value)s."),
    "empty": _("The file is empty."),
    "big5": _(
        "The file is in Big5, which lacks many characters of names and turns them into question marks. "
        "Save it from the spreadsheet as “CSV UTF-8” and try again."
    ),
    "encoding": _("The file is neither UTF-8 nor GB18030 text. Save it as CSV and try again."),
    "table": _("The file is no table: a quotation mark stands alone or a cell is too long (%(value)s)."),
    "columns": _("The heading lacks these columns: %(value)s."),
    "column_twice": _("The heading names these columns more than once: %(value)s."),
    "too_many_rows": _("The file has more than %(value)s rows."),
}

BATCH_REASONS: Mapping[str, Promise] = {
    "not_open": _("This import was already applied or discarded."),
    "not_applied": _("Only an import that was applied can be undone."),
    "has_faults": ngettext_lazy(
        "Nothing was imported: %(count)d row is refused and “all or nothing” was asked for.",
        "Nothing was imported: %(count)d rows are refused and “all or nothing” was asked for.",
        "count",
    ),
    "holds_rights": ngettext_lazy(
        "%(count)d of these people holds rights by now. An administrator ends those first.",
        "%(count)d of these people hold rights by now. An administrator ends those first.",
        "count",
    ),
    "differs": _("Nothing was imported: people or units changed since you looked. The preview is up to date again."),
    "address_given": ngettext_lazy(
        "%(count)d of the former e-mail addresses belongs to somebody else by now.",
        "%(count)d of the former e-mail addresses belong to somebody else by now.",
        "count",
    ),
    "people_outside": ngettext_lazy(
        "%(count)d of these people works outside the units that you may manage by now.",
        "%(count)d of these people work outside the units that you may manage by now.",
        "count",
    ),
    "touched_later": ngettext_lazy(
        "A later import changed %(count)d of the same people. Undo that one first.",
        "A later import changed %(count)d of the same people. Undo that one first.",
        "count",
    ),
    "units_touched_later": ngettext_lazy(
        "A later import changed %(count)d of the same units. Undo that one first.",
        "A later import changed %(count)d of the same units. Undo that one first.",
        "count",
    ),
    "units_outside": ngettext_lazy(
        "%(count)d of these units is not below your own.",
        "%(count)d of these units are not below your own.",
        "count",
    ),
    "units_built_upon": ngettext_lazy(
        "With its former level %(count)d unit would stand below one of a lower level.",
        "With their former levels %(count)d units would stand below one of a lower level.",
        "count",
    ),
}


UNDONE: Mapping[str, Promise] = {
    "restored": ngettext_lazy(
        "%(count)d person is as before the import.", "%(count)d people are as before the import.", "count"
    ),
    "removed": ngettext_lazy("%(count)d new account was removed.", "%(count)d new accounts were removed.", "count"),
    "closed": ngettext_lazy(
        "%(count)d new account was already used: it was closed and keeps its records.",
        "%(count)d new accounts were already used: they were closed and keep their records.",
        "count",
    ),
    "units_restored": ngettext_lazy(
        "%(count)d unit is as before the import.", "%(count)d units are as before the import.", "count"
    ),
    "units_removed": ngettext_lazy("%(count)d new unit was removed.", "%(count)d new units were removed.", "count"),
    "units_kept": ngettext_lazy(
        "%(count)d new unit stays, because people, rights or other units refer to it by now.",
        "%(count)d new units stay, because people, rights or other units refer to them by now.",
        "count",
    ),
}


def row_reason(fault: Mapping[str, Any]) -> str:
    words = CELL_REASONS.get((fault["column"], fault["code"]), ROW_REASONS[fault["code"]])
    return str(words) % {"value": fault["value"]}


def file_reason(code: str, detail: str) -> str:
    return str(FILE_REASONS[code]) % {"value": detail}


def batch_reason(code: str, count: int) -> str:
    # The plural form is chosen by the number itself.
    return str(BATCH_REASONS[code] % {"count": count})


def undone_in_words(counts: Mapping[str, int]) -> str:
    """What an undo did: some accounts and units may have had to stay."""
    sentences = [str(words % {"count": counts[key]}) for key, words in UNDONE.items() if counts.get(key)]
    return " ".join(sentences)
