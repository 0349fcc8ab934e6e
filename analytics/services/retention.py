"""How long the facts of a person stay behind the figures: while they hold a post, and twelve months more."""

from datetime import datetime, timedelta

import numpy as np
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from numpy.typing import NDArray

from lms.base.audit import record
from lms.base.db.columns import read_columns
from lms.people.models import RoleAssignment

from ..domain.facts import Leaves
from ..domain.packing import pack, unpack
from ..models import Snapshot, SnapshotPart
from .parts import ALL, Stage

AFTER_LEAVING = timedelta(days=365)


def forget_leavers(*, at: datetime) -> int:
    """Take those who left longer ago, and accounts that are no more, out of the facts behind old snapshots.

    Figures stay as published: they are sums, and tell of nobody. The facts published last stay whole, because a leaver
    may only disappear from the figures together with others. Returns how many facts were dropped.
    """
    last = Snapshot.objects.order_by("-pk").values_list("build", flat=True)[:1]
    old = SnapshotPart.objects.filter(stage=Stage.RELEASED, build__as_of__lt=at - AFTER_LEAVING)
    keys = list(old.exclude(code=ALL).exclude(build__in=list(last)).values_list("pk", flat=True))
    kept = _people_to_keep(at) if keys else np.empty(0, dtype=np.int64)
    dropped = sum(_prune(key, kept) for key in keys)
    if dropped:
        record(None, "facts.dropped", facts=dropped)
    return dropped


def _people_to_keep(at: datetime) -> NDArray[np.int64]:
    day = timezone.localdate(at - AFTER_LEAVING)
    held = RoleAssignment.objects.filter(Q(ends_on=None) | Q(ends_on__gt=day))
    return np.unique(read_columns(held, whole={"person": "user_id"}, real={})["person"])


def _prune(key: int, kept: NDArray[np.int64]) -> int:
    leaves = Leaves()
    with transaction.atomic():
        part = SnapshotPart.objects.select_for_update().get(pk=key)
        facts = unpack(bytes(part.content), leaves)
        stays = np.isin(facts.person, kept)
        if not stays.all():
            part.content = pack(facts.where(stays), leaves)
            part.save(update_fields=["content"])
    return int((~stays).sum())
