"""The one order of locks: the person, the seat, the sitting, the keys, and the end of the audit log last of all.

Whoever closes a sitting may make a certificate due, which holds the person again and writes to the log; so the person
comes first everywhere, and nothing waits for a row once it has written to the log. `no_key` because no key changes:
rows that only point at the person, such as a new assignment, must not wait for an examination.
"""

from collections.abc import Collection
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from lms.base.db.prepared import Prepared
from lms.people.models import User

KEYS_LOCK = 7_103_210_018  # any constant, the same in every process


def hold(learner_id: int) -> None:
    """Until the end of the transaction, nobody else starts or closes anything of this person."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("nobody is held outside a transaction")
    if not _held(learner_id):
        raise User.DoesNotExist


_held = Prepared(lambda learner: User.objects.select_for_update(no_key=True).filter(pk=learner).values_list("pk"))


def hold_all(learner_ids: Collection[int] | QuerySet[Any, Any]) -> None:
    """The same for many people, always in the same order, so that two of these wait for each other and do not lock."""
    list(User.objects.select_for_update(no_key=True).only("pk").filter(pk__in=learner_ids).order_by("pk"))


def hold_keys(*, to_change: bool = False) -> None:
    """Whoever scores shares the keys until the end of the transaction; whoever changes one has them alone.

    So no attempt is scored by a key that is being replaced and then missed by the regrade that replaces it. On SQLite
    a transaction that writes is alone anyway.
    """
    if connection.vendor == "postgresql":
        function = "pg_advisory_xact_lock" if to_change else "pg_advisory_xact_lock_shared"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [KEYS_LOCK])
