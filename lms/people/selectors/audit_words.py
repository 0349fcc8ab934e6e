"""What an entry of the audit log says: its act, and the facts beside it, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from lms.lib.localized import in_language

from ..models import Role
from .audit_acts import GROUPS

ACTIONS: Mapping[str, Promise] = {action: label for group in GROUPS.values() for action, label in group.items()}

DETAILS: Mapping[str, Promise] = {
    "account_known": _("account exists"),
    "kind": _("kind"),
    "role": pgettext_lazy("held by a person", "right"),
    "unit": _("unit"),
    "added": _("added"),
    "changed": _("changed"),
    "competency": _("competency"),
    "outcome": _("outcome"),
    "changes": _("changes"),
    "moved": _("moved"),
    "ended": _("ended"),
    "unchanged": _("unchanged"),
    "refused": _("refused"),
    "name": _("name"),
    "returned": _("returned"),
    "removed": _("removed"),
    "closed": _("accounts closed"),
    "restored": _("restored"),
    "units_added": _("units added"),
    "units_changed": _("units changed"),
    "units_unchanged": _("units unchanged"),
    "units_refused": _("units refused"),
    "units_removed": _("units removed"),
    "units_kept": _("units kept"),
    "units_restored": _("units restored"),
    "concerns": _("concerning"),
    "post": _("post"),
    "effective_from": _("from"),
    "title": _("title"),
    "revision": _("revision"),
    "author": _("author"),
    "examination": _("examination"),
    "status": _("state"),
    "points": _("points"),
    "minutes": _("minutes"),
    "invigilated": _("under invigilation"),
    "required": _("required"),
    "time_percent": _("per cent of the usual time"),
    "rest_minutes": _("minutes of breaks in all"),
    "larger_print": _("larger print"),
    "attempts": _("attempts"),
    "differences": _("differences"),
    "cases": _("cases"),
    "points_before": _("points before"),
    "passed_before": _("passed before"),
    "regrade": _("regrade"),
    "before": _("fingerprint before"),
    "after": _("fingerprint after"),
    "possible": _("points possible"),
    "simulated": _("made by simulated people"),
    "has_passed": _("passed"),
    "passed": _("passed"),
    "scenario": _("scenario"),
    "version": _("version"),
    "mode": _("mode"),
    "code": _("code"),
    "type": _("type"),
    "item": _("item"),
    "items": _("items"),
    "hash": _("fingerprint"),
    "faults": _("faults"),
    "has_comment": _("with a comment"),
    "holder": _("holder"),
    "achievement": _("certificate"),
    "document": _("signed document"),
    "issued_at": _("issued"),
    "reason": _("reason"),
    "purpose": pgettext_lazy("of reading figures", "purpose"),
    "purpose_words": _("in words"),
    "format": _("format"),
    "page": _("page"),
    "people": _("people"),
    "facts": _("facts"),
    "areas": _("areas"),
    "tasks": _("tasks"),
    "lessons": _("lessons"),
    "source": _("source"),
    "as_of": _("as of"),
    "occasion": _("occasion"),
    "up_to": _("up to event"),
    "head": _("fingerprint"),
    "events": _("events"),
    "action": _("act"),
    "actor": _("person"),
    "since": _("from"),
    "until": _("until"),
    "level": _("level"),
    "round": _("round"),
    "percent": _("cut score in percent"),
    "shift": _("policy shift"),
    "number": _("number"),
    "seal": _("seal"),
    "edition": _("edition"),
    "letter": _("choice"),
    "actions": _("actions"),
    "budget_on": _("budget round"),
    "weeks": _("weeks"),
    "on": _("on"),
    "rows": _("rows"),
    "entries": _("entries"),
    "indicator": pgettext_lazy("of a service", "indicator"),
    "training": _("training"),
    "course": _("course"),
    "authors": _("authors"),
    "key": _("signing key"),
    "digest": _("fingerprint"),
    "bytes": _("bytes"),
}
# Fields of tracks, tiers, posts and competencies, as they stand in `changes`.
_FIELDS: Mapping[str, Promise] = {
    "name": _("name"),
    "purpose": _("purpose"),
    "audience": _("audience"),
    "position": _("position"),
    "proves": _("what its certificate shows"),
    "validity_months": _("validity in months"),
    "code": _("code"),
    "staff_group": _("staff group"),
    "description": _("description"),
    "half_life_months": _("half-life in months"),
}
FINGERPRINTS = {"hash", "head", "before", "after", "digest"}  # their beginning is enough to compare by eye
_ROLES = {role.value: role.label for role in Role}
_FACTORS = {
    "totp": _("authenticator app"),
    "webauthn": _("passkey or security key"),
    "recovery_codes": _("recovery codes"),
}
_VALUES: Mapping[str, Mapping[str, object]] = {
    "role": _ROLES,
    "kind": {
        **_FACTORS,
        "rekey": _("another key"),
        "full_mark": _("withdrawn, full mark for everybody"),
        "not_counted": _("withdrawn, not counted"),
    },
    "action": ACTIONS,
    "outcome": {
        "upheld": pgettext_lazy("contest", "the entry stands"),
        "corrected": pgettext_lazy("contest", "the entry was corrected"),
        "struck_out": pgettext_lazy("contest", "the entry was struck out"),
        "overtaken": pgettext_lazy("contest", "overtaken: the entry no longer counted"),
    },
    "mode": {"practice": _("practice"), "exam": _("examination")},
    "status": {
        "submitted": _("submitted"),
        "finished": _("finished"),
        "expired": _("time ran out"),
        "in_force": _("in force"),
    },
    "occasion": {"quarter": _("end of a quarter"), "day": _("daily"), "request": _("taken on request")},
    "page": {
        "heatmap": _("heatmap"),
        "unit": _("unit"),
        "post": _("post"),
        "competency": _("competency"),
        "trends": _("Trends"),
        "change": _("Change"),
        "levels": _("Levels compared"),
        "recheck": _("Re-checks ahead"),
        "risks": _("Risks"),
        "report": _("report"),
    },
    "source": {"skill_gaps": _("Skill gaps"), "service": _("Service indicators")},
    "purpose": {
        "workforce_planning": _("Planning posts and staffing"),
        "leading_the_team": _("leading the team"),
        "training_plan": _("Planning training"),
        "budget": _("Preparing a budget"),
        "audit": _("Audit"),
        "other": _("Another purpose"),
        "not_stated": _("not stated"),
        "staffing": _("Planning posts and staffing"),
        "report": _("Report to the leadership"),
        "check": _("Checking the figures"),
        "equity_audit": _("Equity audit"),
    },
}


def word_for(key: str, value: object) -> str:
    """One detail of an event for a reader."""
    if key in FINGERPRINTS:
        return str(value)[:16]
    if key == "changes" and isinstance(value, Mapping):
        return "; ".join(_change(field, before, after) for field, (before, after) in value.items())
    if isinstance(value, Mapping):
        return _in_words(value)
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if key == "page":  # a post or a competency is named with its code
        name, *codes = str(value).split(" ", 1)
        return " ".join([str(_VALUES["page"].get(name, name)), *codes])
    return str(_VALUES.get(key, {}).get(str(value), value))


def _change(field: str, before: object, after: object) -> str:
    return f"{_FIELDS.get(field, field)}: {_in_words(before)} → {_in_words(after)}"


def _in_words(value: object) -> str:
    """An authored text in the reader's language."""
    return in_language(value, get_language() or "en") if isinstance(value, Mapping) else str(value)
