"""Who may work on an import, and in which state it must be."""

from django.utils.translation import gettext as _

from lms.people.models import User

from ...models import (
    ItemBank,
    ItemImport,
)
from ...permissions import may_write
from ..authoring.items import AuthoringRefused

Status = ItemImport.Status


def must_write(by: User, bank: ItemBank) -> None:
    if not may_write(by, bank):
        raise AuthoringRefused(_("Only authors of this bank can write items."))


def locked_import(batch: ItemImport, status: str, by: User | None) -> ItemImport:
    """The import as it stands now, held until the transaction ends; the drafts are those of one author."""
    held = ItemImport.objects.select_for_update(of=("self",)).select_related("bank__unit").get(pk=batch.pk)
    if held.status != status:
        raise AuthoringRefused(_("This import is no longer in a state that allows this."))
    if by is not None and held.created_by_id != by.pk:
        raise AuthoringRefused(_("Only the person who uploaded the file can do this."))
    return held
