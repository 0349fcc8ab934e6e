"""The source record of an item version. Candidates never see it, so it may be mended at any time."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.models import User

from ..models import ItemVersion, SourceRecord
from ..permissions import may_write
from .authoring.items import AuthoringRefused

FIELDS = ("title", "clause", "valid_until", "url")


@transaction.atomic
def write_source(*, version: ItemVersion, source: Mapping[str, Any], actor: User) -> SourceRecord:
    """`source`: title, clause, valid_until (a date or None), url. The one before is replaced."""
    if not may_write(actor, version.item.bank):
        raise AuthoringRefused(_("Only authors of this bank can do this."))
    held, _is_new = SourceRecord.objects.update_or_create(
        version=version, defaults={name: source[name] for name in FIELDS}
    )
    until = held.valid_until.isoformat() if held.valid_until else ""
    record(actor, "item_source.written", version, item=str(version.item), version=version.number, valid_until=until)
    return held
