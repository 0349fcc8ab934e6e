"""Declaring that two items must not meet in one form."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.models import User

from ..models import EnemyPair, Item
from ..permissions import may_review, may_write
from .authoring.items import AuthoringRefused


@transaction.atomic
def declare_enemies(*, item: Item, other_number: int, reason: str, actor: User, at: datetime) -> EnemyPair:
    """From now on nobody gets both. Forms that hold both already are named at the desk, not changed."""
    _check(item, actor)
    other = item.bank.items.filter(number=other_number).exclude(pk=item.pk).first()
    if other is None:
        raise AuthoringRefused(_("There is no other item of this number in the bank."))
    first, second = sorted((item, other), key=lambda one: one.pk)
    pair, is_new = EnemyPair.objects.get_or_create(
        first=first, second=second, defaults={"reason": reason, "added_by": actor, "added_at": at}
    )
    if not is_new:
        raise AuthoringRefused(_("These two are enemies already."))
    # The reason may tell what a task asks, so it stays with the bank.
    record(actor, "enemies.declared", item, item=str(first), other=str(second))
    return pair


@transaction.atomic
def reconcile(*, item: Item, other_number: int, actor: User) -> None:
    """The two may meet again."""
    _check(item, actor)
    other = item.bank.items.filter(number=other_number).first()
    ids = sorted((item.pk, other.pk if other else 0))
    deleted, _held = EnemyPair.objects.filter(first_id=ids[0], second_id=ids[1]).delete()
    if deleted:
        record(actor, "enemies.reconciled", item, item=str(item), other=str(other))


def _check(item: Item, actor: User) -> None:
    if not (may_write(actor, item.bank) or may_review(actor, item.bank)):
        raise AuthoringRefused(_("Only authors and reviewers of this bank can do this."))
