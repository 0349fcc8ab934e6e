"""Storing what an import does to people, in bulk, each with what it takes to put it back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from secrets import token_hex
from typing import Any
from uuid import uuid4

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import DateField, F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from lms.base.db.bulk import in_chunks, insert_rows, update_rows
from lms.competencies.models import Post

from ..domain.roster_diff import LEFT, Change, HeldPost, Kind
from ..models import EmploymentRecord, OrgUnit, RoleAssignment, RosterBatch, RosterChange, User

USER = (
    "public_id", "employee_number", "name", "email", "password",
    "is_active", "is_demo", "is_privileged", "is_superuser", "joined_at",
)  # fmt: skip
EMPLOYMENT = ("birth_date", "hire_date", "status", "user")
ASSIGNMENT = ("user", "unit", "post", "fte", "starts_on")
CHANGE = ("batch", "user", "kind", "before", "after")
Held = tuple[int, int, int]  # ids of user, unit and post: nobody holds one post twice at a time


@dataclass(slots=True)
class _Codes:
    units: Mapping[str, int] = field(default_factory=lambda: dict(OrgUnit.objects.values_list("code", "pk")))
    posts: Mapping[str, int] = field(default_factory=lambda: dict(Post.objects.values_list("code", "pk")))

    def held(self, user_id: int, change: Change) -> Held:
        return user_id, self.units[change.row.unit], self.posts[change.row.post]


def write_people(changes: Sequence[Change], batch: RosterBatch, today: date) -> list[int]:
    """Who they are, in the order of their numbers."""
    new = [change for change in changes if change.held is None]
    _add(new, timezone.now())
    numbers = dict(User.objects.values_list("employee_number", "pk")) if new else {}
    ids = [change.held.user_id if change.held else numbers[change.row.employee_number] for change in changes]
    active = dict(User.objects.values_list("pk", "is_active"))
    _rewrite([(user_id, change) for user_id, change in zip(ids, changes, strict=True) if change.held], active)
    opened = _move(list(zip(ids, changes, strict=True)), today)
    records = (
        (batch.pk, user_id, change.kind.value, *_before_and_after(change, active[user_id], opened.get(user_id)))
        for user_id, change in zip(ids, changes, strict=True)
    )
    insert_rows(RosterChange, CHANGE, records)
    return sorted(ids)


def _add(changes: Sequence[Change], now: datetime) -> None:
    rows = [change.row for change in changes]
    insert_rows(
        User,
        USER,
        (
            # Nobody can sign in until a password has been set by the link in a mail.
            (uuid4(), row.employee_number, row.name, row.email, UNUSABLE_PASSWORD_PREFIX + token_hex(20),
             True, False, False, False, now)
            for row in rows
        ),
    )  # fmt: skip


def _rewrite(changes: Sequence[tuple[int, Change]], active: Mapping[int, bool]) -> None:
    """Name, address, and whether the account is open: only leaving and coming back switch it."""
    update_rows(
        User,
        ("name", "email", "is_active", "id"),
        (
            (change.row.name, change.row.email, _is_active_after(change, active[user_id]), user_id)
            for user_id, change in changes
        ),
    )


def _is_active_after(change: Change, before: bool) -> bool:
    if change.row.status == LEFT:
        return False
    # One that was closed by hand stays closed.
    return True if change.kind == Kind.RETURNED else before


def _move(changes: Sequence[tuple[int, Change]], today: date) -> dict[int, int]:
    """End and open assignments as the changes ask; by user, the id of the one opened."""
    _write_employment(changes)
    ended = [pk for _, change in changes for pk in change.ends()]
    for pks in in_chunks(ended):
        last = Greatest(F("starts_on"), Value(today, output_field=DateField()))
        RoleAssignment.objects.filter(pk__in=pks).update(ends_on=last)
    kept = [(change, change.stays_in()) for _, change in changes]
    update_rows(
        RoleAssignment, ("fte", "id"), ((change.row.fte, there.assignment_id) for change, there in kept if there)
    )
    codes = _Codes()
    opening = [
        (codes.held(user_id, change), change)
        for (user_id, change), (_, there) in zip(changes, kept, strict=True)
        if not there and change.kind != Kind.ENDED
    ]
    insert_rows(
        RoleAssignment, ASSIGNMENT, ((*held, change.row.fte, _starts_on(change, today)) for held, change in opening)
    )
    return _ids_of([held for held, _ in opening])


def _starts_on(change: Change, today: date) -> date:
    return (change.row.hire_date or today) if change.kind == Kind.ADDED else today


def _ids_of(opened: Iterable[Held]) -> dict[int, int]:
    wanted = set(opened)
    current = RoleAssignment.objects.current().values_list("user_id", "unit_id", "post_id", "pk") if wanted else ()
    return {user: pk for user, unit, post, pk in current if (user, unit, post) in wanted}


def _write_employment(changes: Sequence[tuple[int, Change]]) -> None:
    there = set(EmploymentRecord.objects.values_list("user_id", flat=True))
    rows = [(change.row.birth_date, change.row.hire_date, change.row.status, user_id) for user_id, change in changes]
    update_rows(EmploymentRecord, EMPLOYMENT, (row for row in rows if row[-1] in there))
    insert_rows(EmploymentRecord, EMPLOYMENT, (row for row in rows if row[-1] not in there))


def _before_and_after(change: Change, was_active: bool, opened: int | None) -> tuple[dict[str, Any], dict[str, Any]]:
    if change.kind == Kind.ADDED:
        return {}, {**change.after, "assignment": opened}
    there: HeldPost | None = change.stays_in()
    before = {
        **change.before,
        "ended": change.ends(),
        "fte_there": str(Decimal(there.fte)) if there else "",
        "is_active": was_active,
    }
    assignment = there.assignment_id if there else opened
    return before, {**change.after, "assignment": assignment, "opened": opened is not None}
