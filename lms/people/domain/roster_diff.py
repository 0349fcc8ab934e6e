"""What an import would do to each person, or that it would do nothing. Absence from a file never ends anybody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from .roster_rows import Fault, RosterRow, is_too_young

LEFT = "left"


class Kind(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    ENDED = "ended"
    RETURNED = "returned"  # somebody who had left is back, wherever


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post that somebody holds now."""

    assignment_id: int
    unit: str
    post: str
    fte: str
    is_in_scope: bool  # in a unit that the importer may manage


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A person as the academy has them."""

    user_id: int
    facts: Mapping[str, str]  # the keys of RosterRow.facts() but unit, post and fte; empty texts where nothing is held
    posts: tuple[HeldPost, ...]  # the one held longest first
    roster_post: HeldPost | None  # the one of `posts` that an earlier roster gave
    is_protected: bool  # carries rights, or is a demonstration account
    is_in_scope: bool  # for somebody without a post: the unit left last is one that the importer may manage


@dataclass(frozen=True, slots=True)
class Change:
    kind: Kind
    row: RosterRow  # with the dates held where the file knows none
    held: Held | None
    post: HeldPost | None  # the post that the row speaks of, as held now
    before: Mapping[str, str]  # empty for somebody new
    after: Mapping[str, str]

    def ends(self) -> list[int]:
        """Ids of the assignments that come to an end: leaving ends them all, a move the replaced one only."""
        if self.held is None or self.kind == Kind.CHANGED:
            return []
        if self.kind == Kind.ENDED:
            return [one.assignment_id for one in self.held.posts]
        is_another = self.post and (self.post.unit, self.post.post) != (self.row.unit, self.row.post)
        return [self.post.assignment_id] if self.post and is_another else []

    def stays_in(self) -> HeldPost | None:
        """The post of the row, where the person holds it already."""
        posts = self.held.posts if self.held and self.kind != Kind.ENDED else ()
        return next((one for one in posts if (one.unit, one.post) == (self.row.unit, self.row.post)), None)


@dataclass(frozen=True, slots=True)
class Plan:
    changes: list[Change]
    unchanged: int
    faults: list[Fault]


@dataclass(frozen=True, slots=True)
class People:
    """Everybody there is, by employee number in lower case, and who owns which address."""

    by_number: Mapping[str, Held]
    by_address: Mapping[str, Held]


def plan(rows: Iterable[RosterRow], people: People, *, units_in_scope: frozenset[str] | None) -> Plan:
    """`units_in_scope` None means all units."""
    changes, faults, unchanged = list[Change](), list[Fault](), 0
    for read in rows:
        held = people.by_number.get(read.employee_number.casefold())
        row = _completed(read, held) if held else read
        fault = _identity_fault(row, held, people.by_address.get(row.email)) or _fault(row, held, units_in_scope)
        if fault:
            faults.append(fault)
        elif change := _change(row, held):
            changes.append(change)
        else:
            unchanged += 1
    return Plan(changes, unchanged, faults)


def facts_of(held: Held, post: HeldPost | None) -> dict[str, str]:
    """What is held, with the keys of RosterRow.facts()."""
    where = {"unit": post.unit, "post": post.post, "fte": post.fte} if post else {"unit": "", "post": "", "fte": ""}
    return {**held.facts, **where}


def _completed(row: RosterRow, held: Held) -> RosterRow:
    """An empty date says that the file does not know it, not that there is none."""
    return replace(
        row,
        # The number is what the person was found by; writing it in another case changes nothing.
        employee_number=held.facts["employee_number"],
        birth_date=row.birth_date or _day(held.facts["birth_date"]),
        hire_date=row.hire_date or _day(held.facts["hire_date"]),
    )


def _post_of(row: RosterRow, held: Held | None) -> HeldPost | None:
    """The post that the row speaks of; all others are somebody else's to end.

    It is the one that a roster gave before. Where no roster gave any, it is the one that the row names, or else
    the one held longest: further posts come later.
    """
    if held is None or not held.posts:
        return None
    same = [one for one in held.posts if (one.unit, one.post) == (row.unit, row.post)]
    return held.roster_post or (same[0] if same else held.posts[0])


def _identity_fault(row: RosterRow, held: Held | None, owner: Held | None) -> Fault | None:
    if held and held.is_protected:
        return Fault(row.number, "employee_number", "protected_account", row.employee_number)
    if owner and (held is None or owner.user_id != held.user_id):
        code = "protected_account" if owner.is_protected else "address_taken"
        return Fault(row.number, "email", code, row.email)
    return None


def _fault(row: RosterRow, held: Held | None, units_in_scope: frozenset[str] | None) -> Fault | None:
    if units_in_scope is not None and row.unit not in units_in_scope:
        return Fault(row.number, "org_unit", "unit_outside", row.unit)
    if held and not _may_manage(held, leaves=row.status == LEFT):
        return Fault(row.number, "employee_number", "person_outside", row.employee_number)
    if held is None and row.status == LEFT:
        return Fault(row.number, "status", "unknown_leaver", row.employee_number)
    if is_too_young(row.birth_date, row.hire_date):
        return Fault(row.number, "birth_date", "too_young", str(row.birth_date))
    return None


def may_put_back(kind: str, held: Held) -> bool:
    """Whether an import of this person may be undone; putting back somebody added ends every post."""
    return _may_manage(held, leaves=kind == Kind.ADDED)


def _may_manage(held: Held, *, leaves: bool) -> bool:
    """The post that a roster gave decides; leaving ends every post, so then each of them does."""
    if not held.posts:
        return held.is_in_scope
    if held.roster_post and not leaves:
        return held.roster_post.is_in_scope
    return all(one.is_in_scope for one in held.posts)


def _change(row: RosterRow, held: Held | None) -> Change | None:
    post, after = _post_of(row, held), row.facts()
    before = facts_of(held, post) if held else {}
    kind = _kind(before, after)
    return Change(kind, row, held, post, before, after) if kind else None


def _kind(before: Mapping[str, str], after: Mapping[str, str]) -> Kind | None:
    if not before:
        return Kind.ADDED
    if after["status"] == LEFT:
        return Kind.ENDED if before["status"] != LEFT else None
    if before["status"] == LEFT:
        return Kind.RETURNED
    if (after["unit"], after["post"]) != (before["unit"], before["post"]):
        return Kind.MOVED
    return Kind.CHANGED if after != before else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
