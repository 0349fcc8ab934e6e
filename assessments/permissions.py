"""Who may move a version of an item or a scenario on: the four-eyes rule as one table for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext as _

from lms.people.access import scope_of
from lms.people.models import Role, User

from .models import CalibrationRun, ItemBank, ItemVersion, ReviewStep, Scenario, ScenarioDraft, ScenarioVersion

Version = ItemVersion | ScenarioVersion
Kind = ReviewStep.Kind


class Part(Enum):
    """Who takes a step, seen from the version."""

    WRITER = "its author"
    SECOND = "a reviewer other than its author"
    REVIEWER = "any reviewer"
    EITHER = "its author, or a reviewer"
    ANYBODY = "whoever works in the bank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """From which states a step leads where; `end` None leaves the state. Drafts differ by being in review or not."""

    part: Part
    start: frozenset[str]
    end: str | None = None
    in_review: bool | None = None  # None: no matter


def _from(*states: str) -> frozenset[str]:
    return frozenset(states)


_ITEM, _CASE = ItemVersion.Status, ScenarioVersion.Status

_ON_DRAFTS = {
    Kind.SUBMITTED: Move(part=Part.WRITER, start=_from("draft"), in_review=False),
    Kind.TAKEN_BACK: Move(part=Part.WRITER, start=_from("draft"), in_review=True),
}
ITEM_MOVES: Mapping[Kind, Move] = {
    **_ON_DRAFTS,
    Kind.REVIEWED: Move(part=Part.SECOND, start=_from(_ITEM.DRAFT), end=_ITEM.REVIEWED, in_review=True),
    Kind.TRIED: Move(part=Part.SECOND, start=_from(_ITEM.REVIEWED), end=_ITEM.TRIAL),
    Kind.RELEASED: Move(part=Part.SECOND, start=_from(_ITEM.REVIEWED, _ITEM.TRIAL, _ITEM.RESTING), end=_ITEM.LIVE),
    Kind.RESTED: Move(part=Part.REVIEWER, start=_from(_ITEM.LIVE, _ITEM.TRIAL), end=_ITEM.RESTING),
    Kind.RETURNED: Move(part=Part.SECOND, start=_from(_ITEM.DRAFT, _ITEM.REVIEWED), end=_ITEM.DRAFT, in_review=True),
    Kind.COMMENTED: Move(part=Part.ANYBODY, start=_from(*_ITEM.values)),
    Kind.RETIRED: Move(
        part=Part.EITHER, start=_from(_ITEM.DRAFT, _ITEM.REVIEWED, _ITEM.TRIAL, _ITEM.RESTING), end=_ITEM.RETIRED
    ),
}
SCENARIO_MOVES: Mapping[Kind, Move] = {
    **_ON_DRAFTS,
    Kind.RELEASED: Move(part=Part.SECOND, start=_from(_CASE.DRAFT), end=_CASE.LIVE, in_review=True),
    Kind.RETURNED: Move(part=Part.SECOND, start=_from(_CASE.DRAFT), in_review=True),
    Kind.COMMENTED: Move(part=Part.ANYBODY, start=_from(*_CASE.values)),
    Kind.RETIRED: Move(part=Part.EITHER, start=_from(_CASE.DRAFT, _CASE.LIVE), end=_CASE.RETIRED),
}


def may_write(user: User, home: ItemBank | Scenario | ScenarioDraft) -> bool:
    return home.unit is not None and scope_of(user, Role.AUTHOR).covers(home.unit)


def may_review(user: User, home: ItemBank | Scenario) -> bool:
    return home.unit is not None and scope_of(user, Role.REVIEWER).covers(home.unit)


def may_put_in_force(user: User, run: CalibrationRun) -> bool:
    """A reviewer of the bank who did not propose the run."""
    return run.made_by_id != user.pk and may_review(user, run.bank)


def home_of(version: Version) -> ItemBank | Scenario:
    return version.item.bank if isinstance(version, ItemVersion) else version.scenario


def moves_of(version: Version) -> Mapping[Kind, Move]:
    return ITEM_MOVES if isinstance(version, ItemVersion) else SCENARIO_MOVES


def is_in_review(version: Version) -> bool:
    """A draft that waits for a second person; needs the annotation `last_step`."""
    return version.status == "draft" and getattr(version, "last_step", None) == Kind.SUBMITTED


def is_editable_by(user: User, version: Version) -> bool:
    """Only a draft, only by its author, and not while somebody reads it."""
    return (
        version.status == "draft"
        and not is_in_review(version)
        and version.author_id == user.pk
        and may_write(user, home_of(version))
    )


def open_steps(user: User, version: Version) -> list[Kind]:
    """What this person may do with the version now."""
    return [kind for kind in moves_of(version) if refusal_of(kind, version, user) is None]


def refusal_of(kind: Kind, version: Version, user: User) -> str | None:
    """Why this person may not take this step now, in words; None if they may."""
    move = moves_of(version).get(kind)
    if move is None or version.status not in move.start:
        return _("The version is no longer in a state that allows this step.")
    if version.status == "draft" and move.in_review is not None and move.in_review != is_in_review(version):
        return _("The version is no longer in a state that allows this step.")
    return None if _plays(move.part, version, user) else _refusal(move.part)


def _plays(part: Part, version: Version, user: User) -> bool:
    home, is_author = home_of(version), version.author_id == user.pk
    writes, reviews = is_author and may_write(user, home), may_review(user, home)
    return {
        Part.WRITER: writes,
        Part.SECOND: reviews and not is_author,
        Part.REVIEWER: reviews,
        # A live version is withdrawn by reviewers; the author may drop what never went further than a draft.
        Part.EITHER: reviews or (writes and version.status == "draft"),
        Part.ANYBODY: reviews or may_write(user, home),
    }[part]


def _refusal(part: Part) -> str:
    if part is Part.WRITER:
        return _("Only the author of the version can do this.")
    if part is Part.SECOND:
        return _("This takes a second person: a reviewer who is not the author of the version.")
    return _("Only a reviewer can do this.")
