"""Certificates of other bodies: entered by their holder, checked by somebody else, counted by a mapping in force."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.models import User

from ...domain.external_certificates import certificate_key
from ...evidence_permissions import certificates_for
from ...models import Artefact, CertificateClaim, EvidenceEntry
from ..evidence_rows import end_entry, held_entry
from ..locks import hold
from .counting import count_one, mapping_in_force
from .files import keep_files
from .notices import announce_entry
from .refusal import EntryRefused

Kind, Status = EvidenceEntry.Kind, EvidenceEntry.Status


@transaction.atomic
def enter_certificate(
    *,
    learner: User,
    issuer: str,
    title: str,
    number: str,
    issued_on: date,
    expires_on: date | None,
    files: Sequence[Artefact],
    at: datetime,
) -> EvidenceEntry:
    hold(learner.pk)
    keys = {"issuer_key": certificate_key(issuer), "title_key": certificate_key(title)}
    same = CertificateClaim.objects.filter(
        **keys, number=number, entry__learner=learner, entry__status__in=[Status.WAITING, Status.IN_FORCE]
    )
    if same.exists():
        raise EntryRefused(_("You have entered this certificate already."))
    if not files:
        raise EntryRefused(_("Somebody has to check the document: add it as a file."))
    entry = EvidenceEntry.objects.create(
        kind=Kind.CERTIFICATE, learner=learner, observed_on=issued_on, entered_by=learner, entered_at=at
    )
    CertificateClaim.objects.create(
        entry=entry, issuer=issuer, title=title, number=number, expires_on=expires_on, **keys
    )
    keep_files(entry, files)
    record(learner, "evidence.certificate_entered", entry)
    return entry


@transaction.atomic
def confirm_certificate(*, entry: EvidenceEntry, by: User, at: datetime) -> EvidenceEntry:
    """The document is what it says. It counts now if a mapping is in force, else as soon as one is."""
    held = _unchecked(entry, by)
    claim = held.certificate
    if claim.expires_on is not None and claim.expires_on < timezone.localdate(at):
        raise EntryRefused(_("This certificate has expired."))
    claim.checked_by, claim.checked_at = by, at
    claim.save(update_fields=["checked_by", "checked_at"])
    mapping = mapping_in_force(claim)
    if mapping is not None:
        count_one(held, mapping, at=at)
    record(by, "evidence.certificate_checked", held)
    return held


@transaction.atomic
def decline_certificate(*, entry: EvidenceEntry, reason: str, by: User, at: datetime) -> EvidenceEntry:
    held = _unchecked(entry, by)
    if not reason.strip():
        raise EntryRefused(_("Please give the reason: the person reads it."))
    end_entry(held, Status.DECLINED, at=at, reason=reason)
    record(by, "evidence.certificate_declined", held)
    announce_entry(held, "declined")
    return held


def _unchecked(entry: EvidenceEntry, by: User) -> EvidenceEntry:
    hold(entry.learner_id)
    held = held_entry(entry)
    if not certificates_for(by).filter(pk=held.pk).exists():
        raise EntryRefused(_("Only a training manager of the person's units can check this."))
    if held.status != Status.WAITING or held.certificate.checked_at is not None:
        raise EntryRefused(_("This certificate was checked or withdrawn meanwhile."))
    return held
