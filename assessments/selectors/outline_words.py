"""Words for what is wrong in the sheets that a case is started from, and for the sheets themselves."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..domain.case_outline.reading import SheetFault

COLUMNS: Mapping[str, list[tuple[str, Promise]]] = {
    "case": [
        ("entry", _("What the row tells: code, title, post, briefing, first day, competencies.")),
        ("en", _("In English. Code, first day and competencies stand here.")),
        ("zh", _("In Traditional Chinese. Simplified follows.")),
    ],
    "documents": [
        ("id", _("A short name of lower-case letters, digits and underscores.")),
        ("en, zh", _("The title of the paper.")),
        (
            "kind",
            _("form, identity, contract, statement, bank, notice, rule, sheet, chat or slide; else a plain page."),
        ),
        ("minutes", _("How long it takes to read; left empty: 2.")),
    ],
    "steps": [
        ("id", _("A short name, as of documents.")),
        ("en, zh", _("What the officer does. The order of the rows is the right one; the last step closes the case.")),
        ("as", _("step, or letter for one that is written to the applicant.")),
        ("minutes", _("How long it takes; left empty: 5.")),
        ("read first", _("Ids of the papers to be read before it.")),
        (
            "only after",
            _("Id of a step without which the desk does not allow it; left empty: it can be done too early."),
        ),
    ],
    "deadlines": [
        ("id", _("A short name, as of documents.")),
        ("en, zh", _("What the deadline is called.")),
        ("working days", _("How long it runs.")),
        ("until", _("Id of the step that must be done by then.")),
        ("since", _("Id of the step with which it begins; left empty: with the case.")),
        ("law", _("The provision it rests on.")),
    ],
}
WORDS: Mapping[str, Promise] = {
    "too_large": _("The file is larger than 1 MB."),
    "no_spreadsheet": _("This is neither a workbook (.xlsx) nor a CSV file."),
    "no_sheet": _("There is no such sheet, or it is empty."),
    "no_column": _("The column is missing; the first row of a sheet names its columns."),
    "too_many_rows": _("At most %(most)s rows are read."),
    "no_entry": _("The row “%(name)s” is missing."),
    "no_steps": _("There is no step. A case needs at least one, which closes it."),
    "no_name": _("This needs words in English or in Chinese."),
    "bad_id": _("An id begins with a lower-case letter and holds letters, digits and underscores, not “%(given)s”."),
    "id_twice": _("The id “%(name)s” stands here twice."),
    "unknown_id": _("There is no “%(name)s”."),
    "not_whole": _("This must be a whole number from %(lowest)s to %(highest)s, not “%(given)s”."),
    "step_or_letter": _("This must be step or letter, not “%(given)s”."),
    "no_until": _("A deadline needs the step that must be done by then."),
    "since_itself": _("A deadline cannot begin with the step that ends it."),
    "bad_code": _("A code holds letters, digits and hyphens, at most 20, not “%(given)s”."),
    "no_competency": _("At least one competency must be named, by its code as S1."),
    "unknown_competency": _("The framework has no competency %(name)s."),
    "not_date": _("This must be a date as 2026-11-23, not “%(given)s”."),
    "weekend": _("The case must begin on a working day."),
    "too_few_rules": _(
        "Papers to read first, steps, letters and deadlines give %(found)s rules; the competencies need "
        "%(needed)s. List more of them, or fewer competencies."
    ),
}


def sheet_fault_words(fault: SheetFault) -> str:
    return str(WORDS[fault.code]) % dict(fault.detail)
