"""Pages that wait for a second person."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from wagtail.models import Page, TaskState

from lms.people.models import User

from ..models import FourEyesTask
from ..models.four_eyes import authors_since_publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One page as it was sent to review."""

    state: TaskState
    page: Page
    course: str  # title of the course of a lesson; empty for a course
    language: str
    sender: str
    sent_at: datetime
    previous_revision: int | None  # the published one, to compare with


def reviews_for(user: User) -> list[Review]:
    """What this person may decide about, longest waiting first; nothing that they wrote part of."""
    return [_review(state) for state in _open_states(user) if _may_decide(user, state)]


def review_for(user: User, state_id: int) -> Review | None:
    state = _open_states(user).filter(pk=state_id).first()
    return _review(state) if state is not None and _may_decide(user, state) else None


def _open_states(user: User) -> QuerySet[TaskState]:
    states = TaskState.objects.reviewable_by(user).filter(task__content_type__model=FourEyesTask._meta.model_name)
    related = states.select_related("revision__user", "workflow_state").prefetch_related("revision__content_object")
    waiting: QuerySet[TaskState] = related.order_by("started_at")
    return waiting


def _may_decide(user: User, state: TaskState) -> bool:
    page = state.revision.content_object
    return page is not None and user.pk not in authors_since_publication(page)


def _review(state: TaskState) -> Review:
    page = state.revision.as_object()
    parent = page.get_parent().specific
    return Review(
        state=state,
        page=page,
        course=str(parent) if page.depth > parent.depth and hasattr(parent, "code") else "",
        language=str(page.locale),
        sender=str(state.revision.user or ""),
        sent_at=state.started_at,
        previous_revision=page.live_revision_id if page.live else None,
    )
