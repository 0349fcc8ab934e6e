"""Nobody approves their own work: who wrote since the last publication may neither approve nor publish.

A page is shut to everybody while it waits for the decision, so what is decided about is what was sent.
"""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.locks import BaseLock, WorkflowLock
from wagtail.models import AbstractGroupApprovalTask, Page, PagePermissionTester, Revision, TaskState

from lms.base.audit import record


def authors_since_publication(page: Page) -> set[int]:
    """Users with a revision newer than the published one; of a page never published, all of its authors."""
    revisions = page.revisions.exclude(user=None)
    if page.live and page.live_revision_id:
        revisions = revisions.filter(pk__gt=page.live_revision_id)
    return set(revisions.values_list("user_id", flat=True))


def _has_approved(revision: Revision, user: AbstractBaseUser) -> bool:
    states = TaskState.objects.filter(revision=revision, finished_by=user, status=TaskState.STATUS_APPROVED)
    return bool(states.exists()) and user.pk not in authors_since_publication(revision.content_object)


class FourEyesTask(AbstractGroupApprovalTask):
    """Approval by a member of the groups who has not written any of what is approved."""

    class Meta:
        verbose_name = _("four-eyes review")
        verbose_name_plural = _("four-eyes reviews")

    @classmethod
    def get_description(cls) -> str:
        return str(_("Somebody of these groups who has written none of it approves and thereby publishes."))

    def locked_for_user(self, obj: Page, user: AbstractBaseUser) -> bool:
        return True

    def get_actions(self, obj: Page, user: AbstractBaseUser) -> list[tuple[str, str, bool]]:
        actions: list[tuple[str, str, bool]] = super().get_actions(obj, user)
        if user.pk in authors_since_publication(obj):
            return [action for action in actions if action[0] != "approve"]
        return actions

    def on_action(self, task_state: TaskState, user: AbstractBaseUser, action_name: str, **options: Any) -> Any:
        page = task_state.workflow_state.content_object
        if action_name == "approve" and user.pk in authors_since_publication(page):
            raise PermissionDenied(_("Nobody approves their own work."))
        if task_state.revision_id != page.latest_revision_id:
            raise PermissionDenied(_("The text has changed since it was sent to review."))
        outcome = super().on_action(task_state, user, action_name, **options)
        word = "approved" if action_name == "approve" else "sent_back"
        record(user, f"review.{word}", page, revision=task_state.revision_id, title=page.title)
        return outcome


class ReviewLock(WorkflowLock):
    """Says what to do instead of writing."""

    def get_message(self, user: AbstractBaseUser) -> str:
        state = self.object.current_workflow_task_state
        if state is not None and any(
            action == "approve" for action, *_rest in self.task.get_actions(self.object, user)
        ):
            words = _("This page waits for your decision.")
            return format_html('{} <a href="{}">{}</a>', words, reverse("page_review", args=[state.pk]), _("Decide"))
        return str(_("This page is in review and cannot be changed. Take it back from review to go on writing."))


class FourEyesPermissionTester(PagePermissionTester):
    """Publication happens through the review only; whatever rights a person holds, this door is shut."""

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        """The place of a lesson is part of its text and goes through the review like the rest."""
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return bool(self.can_unpublish())


class ReviewedPage(Page):
    """Shared by every page of the academy."""

    is_creatable = False

    class Meta:
        abstract = True

    def publish(self, revision: Revision, user: AbstractBaseUser | None = None, **options: Any) -> None:
        """The approval itself opens the door, for exactly the revision that was approved and whoever approved it."""
        if user is not None and _has_approved(revision, user):
            options["skip_permission_checks"] = True
        super().publish(revision, user=user, **options)

    def get_lock(self) -> BaseLock | None:
        lock = super().get_lock()
        return ReviewLock(self, lock.task) if isinstance(lock, WorkflowLock) else lock

    def permissions_for_user(self, user: AbstractBaseUser) -> FourEyesPermissionTester:
        return FourEyesPermissionTester(user, self)
