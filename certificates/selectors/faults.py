"""Credentials that do not hold: what `manage.py verify_certificates` reports (trust.md T35)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assessments.selectors.results import passed_sittings
from lms.base.models import AuditEvent
from lms.lib.canonical import digest

from ..domain.proofs import is_genuine
from ..keyring import verifier
from ..models import Credential, Revocation
from .credentials import is_intact

ISSUED, REVOKED = "credential.issued", "credential.revoked"


@dataclass(frozen=True, slots=True)
class CredentialFault:
    public_id: str
    reason: str


def faults() -> Iterator[CredentialFault]:
    """Each credential is asked for its signature, row, sittings and log entry; the log is asked for its credentials."""
    issued = _logged(ISSUED)
    sittings = passed_sittings()
    known = set()
    for row in Credential.objects.select_related("achievement").order_by("pk").iterator(chunk_size=1000):
        known.add(row.public_id)
        for reason in _reasons(row, issued.get(row.public_id, []), sittings):
            yield CredentialFault(row.public_id, reason)
    for public_id in sorted(set(issued) - known):
        yield CredentialFault(public_id, "was issued according to the log, but is gone")
    revoked = set(Revocation.objects.values_list("credential__public_id", flat=True))
    logged = set(_logged(REVOKED))
    for public_id in sorted(logged - revoked):
        yield CredentialFault(public_id, "was revoked according to the log, but the revocation is gone")
    for public_id in sorted(revoked - logged):
        yield CredentialFault(public_id, "is revoked, but the log knows of no revocation")


def _reasons(row: Credential, entries: list[dict[str, Any]], sittings: dict[str, int]) -> Iterator[str]:
    if not is_genuine(row.document, row.signature, verifier=verifier(row.key_id)):
        yield "does not bear a valid signature of this academy"
    elif not is_intact(row):
        yield "its row says something else than its signed document"
    if any(sittings.get(one) != row.learner_id for one in row.basis) or not row.basis:
        yield "rests on a sitting that does not exist, is not passed or is somebody else's"
    if len(entries) != 1:
        yield f"has {len(entries)} entries in the log instead of one"
    elif entries[0].get("document") != digest(row.document):
        yield "its document is not the one that was logged"


def _logged(action: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for public_id, detail in AuditEvent.objects.filter(action=action).values_list("object_id", "detail"):
        found[public_id].append(detail)
    return dict(found)
