"""The capacity register in words: ranks, leaders, findings, and why a row or a file was refused."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lms.people.selectors.roster_words import ROW_REASONS

from ..domain.capacity.facts import Leader, Rank
from ..domain.capacity.findings import Finding
from .import_words import file_reason

RANKS: Mapping[Rank, Promise] = {
    Rank.UNSETTLED: pgettext_lazy("rank of a body", "not settled"),
    Rank.SUBSECTION: _("subsection (gu)"),
    Rank.DEPUTY_SECTION: _("deputy section (fu ke)"),
    Rank.SECTION: _("section (ke)"),
    Rank.DEPUTY_DIVISION: _("deputy division (fu chu)"),
    Rank.DIVISION: _("division (chu)"),
    Rank.DEPUTY_BUREAU: _("deputy bureau (fu ting)"),
    Rank.BUREAU: _("bureau (ting)"),
}
LEADERS: Mapping[Leader, Promise] = {
    Leader.HEAD: _("the head of the unit"),
    Leader.DEPUTY: _("a deputy head"),
    Leader.OTHER: _("somebody else"),
}
FINDINGS: Mapping[Finding, Promise] = {
    Finding.NOT_ENTERED: _("Not entered yet"),
    Finding.NO_BODY: _("No body of its own"),
    Finding.NO_STAFF: _("No full-time staff"),
    Finding.NO_AUTHORITY: _("Skill present, but no authority"),
    Finding.RANK_UNSETTLED: _("Rank not settled"),
    Finding.NO_MAINTENANCE: _("Nobody for network and computers"),
    Finding.NO_LEADING_GROUP: _("No leading group"),
    Finding.NO_BUDGET: _("No money of its own"),
}
ASKED: Mapping[str, Promise] = {
    "body": _("Body of its own"),
    "rank": _("Rank settled"),
    "maintenance": _("People for network and computers"),
    "leading_group": _("Leading group"),
    "mandate": _("May decide"),
    "budget": _("Money of its own"),
}
CONTRADICTIONS: Mapping[str, Promise] = {
    "needs_body": _("Only a body of its own has a name and a rank: say yes there, or leave this empty."),
    "needs_group": _("Only a leading group is led by somebody: say yes there, or leave this empty."),
    "more_than_staff": _("These are among the full-time staff, so there cannot be more of them."),
}
REASONS: Mapping[str, Promise] = {
    **ROW_REASONS,
    **CONTRADICTIONS,
    "unknown": _("“%(value)s” is not one of the words known here, or not a unit in your charge."),
    "not_a_whole_number": _("“%(value)s” is not a whole number. Leave it empty if it is not known."),
    "too_many": _("%(value)s is more than any unit has."),
    "too_long": _("The text is %(value)s characters long, which is too long."),
    "says_nothing": _("The row says nothing about the unit."),
}
COLUMNS: Mapping[str, Promise] = {
    "unit": _("Unit code"),
    "as_of": _("As of"),
    "body": _("Body of its own"),
    "body_name": _("Name of the body"),
    "rank": _("Rank of the body"),
    "staff": _("Full-time staff for digital work"),
    "maintenance": _("Of these, for network and computers"),
    "leading_group": _("Leading group"),
    "led_by": _("Who leads it"),
    "mandate": _("May decide"),
    "budget": _("Money of its own"),
    "source": _("Source"),
}
UPLOAD_REASONS: Mapping[str, Promise] = {
    "not_open": _("This file was already entered or discarded."),
    "out_of_reach": _("The file names units that are no longer in your charge. Nothing was entered."),
}
KINDS: Mapping[str, Promise] = {
    "new": _("first entry"),
    "changed": _("differs from what is entered"),
    "same": _("entered already, left out"),
}


def answers_to(column: str) -> str:
    """The words that a file may hold there; empty where it may hold any."""
    if column in ("body", "leading_group", "mandate", "budget"):
        return "yes · no"
    choices: Mapping[str, Mapping[Any, Promise]] = {"rank": RANKS, "led_by": LEADERS}
    return " · ".join(f"{one.value} ({words})" for one, words in choices.get(column, {}).items())


def row_reason(fault: Mapping[str, Any]) -> str:
    return str(REASONS[fault["code"]]) % {"value": fault["value"]}


def upload_reason(code: str, detail: str = "") -> str:
    return str(UPLOAD_REASONS[code]) if code in UPLOAD_REASONS else file_reason(code, detail)
