"""Putting people back as they were before a roster import. What they learned and showed is never destroyed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import DateField, F, Field, Model, Q, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from lms.base.db.bulk import in_chunks, update_rows

from ..access import Scope
from ..domain.roster_diff import Kind, may_put_back
from ..models import EmploymentRecord, RoleAssignment, RosterBatch, RosterChange, User
from ..selectors.roster import everybody
from .roster_planning import limits
from .roster_refusal import BatchRefused

# What an import itself writes of a person; any other row that names them is a trace of their own.
WRITTEN_BY_IMPORTS: set[type[Model]] = {EmploymentRecord, RoleAssignment, RosterChange}
# All that the record keeps of somebody who was removed: the list of whom, and nothing of the personnel file.
KEPT_OF_THE_REMOVED = ("employee_number", "name", "unit", "post")


def check_undoable(batch: RosterBatch, by: User | None) -> None:
    """Raises BatchRefused where putting people back would take something from somebody."""
    changes = batch.changes.exclude(user=None)
    touched = changes.values("user_id")
    later = RosterChange.objects.filter(
        user_id__in=touched, batch__status=RosterBatch.Status.APPLIED, batch__applied_at__gt=batch.applied_at
    )
    _refuse_if("touched_later", later.values("user_id").distinct().count())
    _refuse_if(
        "holds_rights", User.objects.filter(Q(is_privileged=True) | Q(is_superuser=True), pk__in=touched).count()
    )
    former = {address for address in changes.values_list("before__email", flat=True) if address}
    others = User.objects.exclude(pk__in=touched).values_list("email", flat=True)
    _refuse_if("address_given", len(former.intersection(others)))
    scope = limits(by)
    if scope is not None:
        _refuse_if("people_outside", len(_outside(batch, scope)))


def _refuse_if(code: str, count: int) -> None:
    if count:
        raise BatchRefused(code, count)


def _outside(batch: RosterBatch, scope: Scope) -> set[int]:
    """People move on after an import; whoever may no longer manage them may not put them back either."""
    held = {one.user_id: one for one in everybody(scope).by_address.values()}
    changes = batch.changes.exclude(user=None)
    outside = {
        user_id for user_id, kind in changes.values_list("user_id", "kind") if not may_put_back(kind, held[user_id])
    }
    ended = [pk for pks in changes.values_list("before__ended", flat=True) for pk in pks or ()]
    for pks in in_chunks(ended):
        again = RoleAssignment.objects.filter(pk__in=pks).exclude(scope.condition("unit__path"))
        outside.update(again.values_list("user_id", flat=True))
    return outside


def put_back(batch: RosterBatch) -> dict[str, int]:
    """How many were removed, closed and restored."""
    added = batch.changes.filter(kind=Kind.ADDED).exclude(user=None).values("user_id")
    # Locked, nobody can begin anything in between.
    users = dict(User.objects.select_for_update().filter(pk__in=added).values_list("pk", "last_login"))
    used = {pk for pk, last_login in users.items() if last_login} | with_traces(User, added, WRITTEN_BY_IMPORTS)
    unused = [pk for pk in users if pk not in used]
    _close([pk for pk in users if pk in used], batch)
    _remove(unused)
    others = batch.changes.exclude(kind=Kind.ADDED).values_list("user_id", "before", "after")
    restored = [(user_id, before, after) for user_id, before, after in others if user_id]
    _restore(restored)
    return {"removed": len(unused), "closed": len(users) - len(unused), "restored": len(restored)}


def with_traces(
    model: type[Model], ids: QuerySet[Any, Any] | Sequence[int], written_by_imports: Iterable[type[Model]]
) -> set[int]:
    """Which of these are named by a row that no import wrote, in whatever table of whatever app."""
    found: set[int] = set()
    for relation in model._meta.get_fields(include_hidden=True):
        field, other = getattr(relation, "field", None), relation.related_model
        if not relation.auto_created or not isinstance(field, Field) or not other or other in written_by_imports:
            continue
        rows = other._base_manager.filter(**{f"{field.name}__in": ids})  # type: ignore[union-attr]  # no string here
        found.update(rows.values_list(field.attname, flat=True).distinct())
    return found


def _remove(user_ids: Sequence[int]) -> None:
    """Delete accounts that nothing names; Django would look through every table again for each portion."""
    _forget(user_ids)
    for ids in in_chunks(user_ids):
        EmploymentRecord.objects.filter(user_id__in=ids).delete()
        RoleAssignment.objects.filter(user_id__in=ids).delete()
        accounts = User.objects.filter(pk__in=ids)
        accounts._raw_delete(accounts.db)


def _forget(user_ids: Sequence[int]) -> None:
    """Let the records of all imports go on naming these people without their files."""
    rows = [
        (None, _kept(before), {**_kept(after), "outcome": "removed"}, pk)
        for ids in in_chunks(user_ids)
        for pk, before, after in RosterChange.objects.filter(user_id__in=ids).values_list("pk", "before", "after")
    ]
    update_rows(RosterChange, ("user", "before", "after", "id"), rows)


def _kept(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: facts[key] for key in KEPT_OF_THE_REMOVED if key in facts}


def _close(user_ids: Sequence[int], batch: RosterBatch) -> None:
    last = Greatest(F("starts_on"), Value(timezone.localdate(), output_field=DateField()))
    for ids in in_chunks(user_ids):
        User.objects.filter(pk__in=ids).update(is_active=False)
        EmploymentRecord.objects.filter(user_id__in=ids).update(status=EmploymentRecord.Status.LEFT)
        RoleAssignment.objects.current().filter(user_id__in=ids).update(ends_on=last)
        told = batch.changes.filter(user_id__in=ids).values_list("pk", "after")
        update_rows(RosterChange, ("after", "id"), [({**after, "outcome": "closed"}, pk) for pk, after in told])


Restored = Sequence[tuple[int, Mapping[str, Any], Mapping[str, Any]]]  # user, before, after


def _restore(changes: Restored) -> None:
    opened = [after["assignment"] for _, _, after in changes if after["opened"]]
    for pks in in_chunks(opened):
        RoleAssignment.objects.filter(pk__in=pks).delete()
    shares = [
        (before["fte_there"], after["assignment"])
        for _, before, after in changes
        if before["fte_there"] and not after["opened"]
    ]
    update_rows(RoleAssignment, ("fte", "id"), shares)
    _reopen([pk for _, before, _ in changes for pk in before["ended"]])
    update_rows(
        User,
        ("name", "email", "is_active", "id"),
        ((before["name"], before["email"], before["is_active"], user_id) for user_id, before, _ in changes),
    )
    active = EmploymentRecord.Status.ACTIVE.value
    update_rows(
        EmploymentRecord,
        ("birth_date", "hire_date", "status", "user"),
        (
            (_day(before["birth_date"]), _day(before["hire_date"]), before["status"] or active, user_id)
            for user_id, before, _ in changes
        ),
    )


def _reopen(ended: Sequence[int]) -> None:
    """Except a post that was given again by hand in the meantime."""
    held = set(RoleAssignment.objects.current().values_list("user_id", "unit_id", "post_id")) if ended else set()
    for pks in in_chunks(ended):
        rows = RoleAssignment.objects.filter(pk__in=pks).values_list("pk", "user_id", "unit_id", "post_id")
        again = [pk for pk, *what in rows if tuple(what) not in held]
        RoleAssignment.objects.filter(pk__in=again).update(ends_on=None)


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None
