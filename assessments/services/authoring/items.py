"""Writing items of a bank. What was ever drawn, or ever left the draft, is never changed: a change is a new version."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.competencies.selectors.framework import competencies
from lms.people.models import User

from ...domain.items.content import ItemContent
from ...models import DrawnItem, Item, ItemBank, ItemKey, ItemVersion, ReviewStep, SourceRecord, last_step
from ...permissions import is_editable_by, may_write
from .content import STORED_AS_WRITTEN
from .pictures import has_its_picture

OPEN = (ItemVersion.Status.DRAFT, ItemVersion.Status.REVIEWED)


class AuthoringRefused(Exception):
    """The desk does not allow this; the message says why, in words for the person at the desk."""


@transaction.atomic
def create_item(*, bank: ItemBank, content: ItemContent, author: User) -> ItemVersion:
    """The next number of the bank, with a first draft."""
    locked = ItemBank.objects.select_for_update(no_key=True).get(pk=bank.pk)
    number = (locked.items.aggregate(last=Max("number"))["last"] or 0) + 1
    return _draft(Item.objects.create(bank=bank, number=number), content, author)


@transaction.atomic
def add_version(*, item: Item, content: ItemContent, author: User) -> ItemVersion:
    """A draft beside the versions there are; the live one stays live until the draft replaces it."""
    Item.objects.select_for_update(no_key=True).get(pk=item.pk)
    under_way = item.versions.filter(status__in=OPEN).first()
    if under_way is not None:
        raise AuthoringRefused(_("Version %(number)s is still being worked on.") % {"number": under_way.number})
    draft = _draft(item, content, author)
    _carry_source(item, draft)
    return draft


@transaction.atomic
def edit_draft(*, version: ItemVersion, content: ItemContent, author: User) -> ItemVersion:
    held = lock_version(version)
    if not is_editable_by(author, held) or is_frozen(held):
        raise AuthoringRefused(_("This version can no longer be changed; write a new version instead."))
    _check_picture(held.item.bank, content)
    _fill(held, content)
    held.save()
    ItemKey.objects.filter(version=held).update(right=content.right, rationales=content.rationales)
    _note(held, ReviewStep.Kind.EDITED, author)
    return held


def is_frozen(version: ItemVersion) -> bool:
    """A candidate may have met it."""
    return version.status != ItemVersion.Status.DRAFT or DrawnItem.objects.filter(version=version).exists()


def lock_version(version: ItemVersion) -> ItemVersion:
    """The row as it stands now, held until the transaction ends."""
    return (
        ItemVersion.objects.select_for_update(of=("self",), no_key=True)
        .select_related("item__bank__unit", "competency", "key")
        .annotate(last_step=last_step("item_version"))
        .get(pk=version.pk)
    )


def _draft(item: Item, content: ItemContent, author: User) -> ItemVersion:
    if not may_write(author, item.bank):
        raise AuthoringRefused(_("Only authors of this bank can write items."))
    _check_picture(item.bank, content)
    number = (item.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = ItemVersion(item=item, number=number, author=author)
    _fill(version, content)
    version.save()
    ItemKey.objects.create(version=version, right=content.right, rationales=content.rationales)
    _note(version, ReviewStep.Kind.DRAFTED, author)
    return version


def _check_picture(bank: ItemBank, content: ItemContent) -> None:
    if not has_its_picture(bank, content):
        raise AuthoringRefused(_("The picture is missing."))


def _carry_source(item: Item, draft: ItemVersion) -> None:
    """What the version before rested on, until somebody says otherwise."""
    former = SourceRecord.objects.filter(version__item=item).order_by("-version__number").first()
    if former is not None:
        former.pk, former.version = None, draft
        former.save(force_insert=True)


def _fill(version: ItemVersion, content: ItemContent) -> None:
    version.competency_id = competencies()[content.competency].pk
    for name in STORED_AS_WRITTEN:
        setattr(version, name, getattr(content, name))


def _note(version: ItemVersion, kind: ReviewStep.Kind, actor: User) -> None:
    ReviewStep.objects.create(item_version=version, kind=kind, actor=actor, at=timezone.now())
    record(actor, f"item_version.{kind}", version, item=str(version.item), version=version.number)
