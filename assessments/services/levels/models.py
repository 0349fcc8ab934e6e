"""Proposing a version of the level model, and a second person putting it in force for a day to come (0026)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.access import scope_of
from lms.people.models import Role, User

from ...domain.level_model_file import Described, as_data
from ...models import LevelModelVersion

Status = LevelModelVersion.Status


class LevelModelRefused(Exception):
    """This cannot be done; the message says why, in words for the person at the desk."""


@transaction.atomic
def propose_model(*, described: Described, by: User | None, at: datetime) -> LevelModelVersion | None:
    """None if that version is held already. `by` is nobody for what ships with the academy.

    The very first one is in force at once: without a model no academy could begin.
    """
    model = described.model
    if LevelModelVersion.objects.filter(version=model.version).exists():
        return None
    row = LevelModelVersion(
        version=model.version,
        definition=as_data(model),
        effective_from=described.effective_from,
        author=described.author,
        reasons=described.reasons,
        proposed_by=by,
        proposed_at=at,
    )
    if by is None and not LevelModelVersion.objects.filter(status=Status.IN_FORCE).exists():
        row.status, row.decided_at = Status.IN_FORCE, at
    row.save()
    _note(by, "level_model.proposed", row)
    return row


@transaction.atomic
def put_model_in_force(*, version: LevelModelVersion, actor: User, at: datetime) -> LevelModelVersion:
    """Figures of days before its own are not worked out anew."""
    held = _waiting(version, actor)
    if held.proposed_by_id == actor.pk:
        raise LevelModelRefused(_("This takes a second person: an administrator who did not propose it."))
    if held.effective_from <= timezone.localdate(at):
        raise LevelModelRefused(_("A level model holds from a later day than today: it never reaches back."))
    if LevelModelVersion.objects.filter(status=Status.IN_FORCE, effective_from=held.effective_from).exists():
        raise LevelModelRefused(_("Another level model begins on that day; propose it for another day."))
    return _decide(held, Status.IN_FORCE, actor=actor, at=at)


@transaction.atomic
def drop_model(*, version: LevelModelVersion, actor: User, at: datetime) -> LevelModelVersion:
    """Whoever proposed it may drop it too."""
    return _decide(_waiting(version, actor), Status.DROPPED, actor=actor, at=at)


def _waiting(version: LevelModelVersion, actor: User) -> LevelModelVersion:
    if not scope_of(actor, Role.ADMINISTRATOR).is_everything:
        raise LevelModelRefused(_("Only administrators of the whole academy decide about the level model."))
    held = LevelModelVersion.objects.select_for_update().get(pk=version.pk)
    if held.status != Status.PROPOSED:
        raise LevelModelRefused(_("This version no longer waits for a decision."))
    return held


def _decide(held: LevelModelVersion, status: Status, *, actor: User, at: datetime) -> LevelModelVersion:
    held.status, held.decided_by, held.decided_at = status, actor, at
    held.save(update_fields=["status", "decided_by", "decided_at"])
    _note(actor, "level_model.put_in_force" if status == Status.IN_FORCE else "level_model.dropped", held)
    return held


def _note(actor: User | None, action: str, row: LevelModelVersion) -> None:
    record(actor, action, row, version=row.version, effective_from=row.effective_from.isoformat(), status=row.status)
