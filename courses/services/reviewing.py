"""The decision about a page in review."""

from typing import Any

from django.db import transaction
from wagtail.models import TaskState

from lms.people.models import User


@transaction.atomic
def approve_page(*, state_id: int, by: User, comment: str = "") -> None:
    """Publish what was sent; PermissionDenied if it changed since, or if the approver wrote part of it."""
    _act(state_id, by, "approve", comment=comment)


@transaction.atomic
def return_page(*, state_id: int, by: User, comment: str) -> None:
    """Give the page back to its authors, with the reason."""
    _act(state_id, by, "reject", comment=comment)


def _act(state_id: int, by: User, action: str, **options: Any) -> None:
    # Of two deciders at once the second finds the task finished.
    state = TaskState.objects.select_for_update(of=("self",)).get(pk=state_id, status=TaskState.STATUS_IN_PROGRESS)
    state.task.specific.on_action(state.specific, by, action, **options)
