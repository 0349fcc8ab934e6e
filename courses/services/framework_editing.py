"""What follows when a competency, a post, a track or a tier is edited at the desk."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from lms.base.audit import record
from lms.base.outbox import announce
from lms.competencies.models import Framework
from lms.people.models import User

from ..models import CoursePage
from .publishing import resolve_edition

RESOLVE_ALL = "courses.resolve_all_editions"


@transaction.atomic
def framework_changed(framework: Framework) -> None:
    """Memory copies are keyed by the time of revision; editions name competencies and are resolved anew."""
    framework.save(update_fields=["revised_at"])
    announce(RESOLVE_ALL, {})


def record_added(*, row: Model, by: User) -> None:
    record(by, "curriculum.added", row, code=_code(row))


def record_changed(*, row: Model, by: User, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """What stood there and what stands there now: a half-life moves everybody's level."""
    changes = {name: [_plain(before[name]), _plain(after[name])] for name in before}
    changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    if changes:
        record(by, "curriculum.changed", row, code=_code(row), changes=changes)


def record_removed(*, row: Model, by: User) -> None:
    record(by, "curriculum.removed", row, code=_code(row))


def resolve_all_editions(payload: Mapping[str, Any]) -> None:
    """Unchanged courses keep their edition, so a repetition costs little and changes nothing."""
    for course in CoursePage.objects.filter(live=True).select_related("locale", "track", "tier"):
        resolve_edition(course=course, by=None, at=timezone.now())


def _code(row: Model) -> str:
    return str(getattr(row, "code", row.pk))


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(language): str(text) for language, text in value.items()}
    return value if value is None or isinstance(value, int) else str(value)
