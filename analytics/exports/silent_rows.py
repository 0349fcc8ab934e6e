"""Rows that hold no figure: a program wants each of them, paper does not."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .frame import WORDS, Export


def without_silent_rows(export: Export) -> Export:
    """With one more note, before all others, that says how many are left out and why."""
    figures = [place for place, field in enumerate(export.fields) if field.kind not in WORDS]
    told = [row for row in export.rows if any(row[place] is not None for place in figures)]
    silent = len(export.rows) - len(told)
    if not silent:
        return export
    words = ngettext(
        "%(number)s row is left out: no figure of it may be shown, so that no small group can be told.",
        "%(number)s rows are left out: no figure of them may be shown, so that no small group can be told.",
        silent,
    ) % {"number": silent}
    return replace(export, rows=told, notes=[(_("Left out on paper"), words), *export.notes])
