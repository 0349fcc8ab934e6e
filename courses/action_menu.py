"""The foot of the page editor, in our words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem, CancelWorkflowMenuItem, SubmitForModerationMenuItem


class SendToReviewMenuItem(SubmitForModerationMenuItem):
    label = _("Send to review")

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The CMS would name the workflow, which has a name in one language only."""
        context: dict[str, Any] = ActionMenuItem.get_context_data(self, parent_context)
        return context


class TakeBackMenuItem(CancelWorkflowMenuItem):
    label = _("Take back from review")


OURS = {
    SubmitForModerationMenuItem.name: SendToReviewMenuItem,
    CancelWorkflowMenuItem.name: TakeBackMenuItem,
}


def in_our_words(items: list[ActionMenuItem]) -> list[ActionMenuItem]:
    return [OURS[item.name](order=item.order) if item.name in OURS else item for item in items]
