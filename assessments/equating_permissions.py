"""Who may propose an equating, who may decide about it, and which form may be the reference of another."""

from django.utils.translation import gettext as _

from lms.people.models import User

from .models import Equating, ItemBank, TestForm
from .permissions import may_review, may_write

Status = Equating.Status


def may_propose_equating(user: User, bank: ItemBank) -> bool:
    return may_write(user, bank) or may_review(user, bank)


def may_put_equating_in_force(user: User, equating: Equating) -> bool:
    """A reviewer of the bank who did not propose it."""
    return (
        equating.status == Status.PROPOSED
        and equating.proposed_by_id != user.pk
        and may_review(user, equating.examination.bank)
    )


def may_drop_equating(user: User, equating: Equating) -> bool:
    """Who proposed it takes it back; a reviewer declines it."""
    return equating.status == Status.PROPOSED and (
        equating.proposed_by_id == user.pk or may_review(user, equating.examination.bank)
    )


def may_withdraw_equating(user: User, equating: Equating) -> bool:
    """Any reviewer, at once, as a form is set to rest: what has begun keeps it."""
    return equating.status == Status.IN_FORCE and may_review(user, equating.examination.bank)


def refusal_of_pair(form: TestForm, reference: TestForm) -> str | None:
    """In words; None where points of the one may become points of the other.

    All forms of an examination go back to one: a chain would add up errors, and no cut score was set on its middle.
    """
    held = Equating.objects.filter(examination=form.examination_id, status=Status.IN_FORCE)
    if form.pk == reference.pk:
        return _("A form is not compared with itself.")
    if held.filter(form=reference).exists():
        return _("The points of that form are converted themselves; choose the form that they are converted to.")
    if held.filter(reference=form).exists():
        return _("The points of other forms are converted to this one, so that its own count as they are.")
    if held.exclude(reference=reference).exists():
        return _("Other forms of this examination have another reference form.")
    return None
