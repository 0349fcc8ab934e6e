"""What each kind of item is for, in one line: for authors who choose between them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import ItemVersion

Kind = ItemVersion.Kind

USES: Mapping[str, Promise] = {
    Kind.SINGLE: _("One answer out of three to six. For a rule, a decision, the next step."),
    Kind.MULTIPLE: _("Every right answer and no wrong one. For what belongs in a file, who must be told."),
    Kind.MATCHING: _("A choice for each line of a list. For matters and the offices that are competent for them."),
    Kind.ORDERING: _("Steps in their order. For procedures where the order matters."),
    Kind.NUMERIC: _(
        "A number, with a tolerance and a unit. For deadlines, fees and shares that have to be worked out."
    ),
    Kind.HOT_SPOT: _("Places on a picture of a document. For finding what is wrong or missing on it."),
    Kind.FORM_FILL: _("Fields of a form, filled in from what the task tells. For registering a case correctly."),
    Kind.CASE_SET: _("Two or more tasks on one story. For cases where each task needs the whole picture."),
    Kind.LETTER: _("A letter put together from passages. For telling citizens what was decided and why."),
    Kind.SHORT_TEXT: _("A text in one's own words. For reasons and explanations; two people have to mark each one."),
}
