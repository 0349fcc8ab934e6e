"""The indicators that an academy starts with."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from lms.base.audit import record

from ...models import ServiceIndicator


@transaction.atomic
def load_indicators(*, entries: Sequence[Mapping[str, Any]]) -> int:
    """Adds those whose code is not there; what an indicator means is never changed under its figures."""
    known = set(ServiceIndicator.objects.values_list("code", flat=True))
    missing = [(place, entry) for place, entry in enumerate(entries) if entry["code"] not in known]
    for place, entry in missing:
        indicator = ServiceIndicator.objects.create(position=place, **entry)
        record(None, "service.indicator_added", indicator, code=indicator.code)
    return len(missing)
