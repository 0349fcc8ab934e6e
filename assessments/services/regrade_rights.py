"""Who may propose a regrade, and who may decide about it."""

from django.utils.translation import gettext as _

from lms.people.models import User

from ..models import ItemVersion, Regrade
from ..permissions import may_review, may_write
from .regrade_plan import attempts_that_met

NEVER_IN_USE = (ItemVersion.Status.DRAFT, ItemVersion.Status.REVIEWED)


def refusal_to_propose(version: ItemVersion, user: User) -> str | None:
    """In words; None for who works in the bank and was never examined with this version."""
    bank = version.item.bank
    if not (may_write(user, bank) or may_review(user, bank)):
        return _("Only authors and reviewers of this bank can propose a regrade.")
    if version.status in NEVER_IN_USE:
        return _("Nobody has met this version. Change the text or its key instead.")
    return _refusal_to_the_examined(version, user)


def refusal_to_decide(regrade: Regrade, user: User) -> str | None:
    """In words; None for a reviewer of the bank who neither proposed it, nor wrote the item, nor sat it."""
    if not may_review(user, regrade.version.item.bank):
        return _("Only a reviewer of this bank can decide.")
    if user.pk in (regrade.asked_by_id, regrade.version.author_id):
        return _("This takes a second person: a reviewer who neither proposed the regrade nor wrote the item.")
    return _refusal_to_the_examined(regrade.version, user)


def _refusal_to_the_examined(version: ItemVersion, user: User) -> str | None:
    if attempts_that_met(version).filter(learner=user).exists():
        return _("You were examined with this item yourself: somebody else has to do this.")
    return None
