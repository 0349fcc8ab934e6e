"""From a checked certificate and a mapping in force to rows of evidence, and back when either ends."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from lms.base.audit import record
from lms.competencies.selectors.framework import competencies

from ...domain.external_certificates import ceiling_of
from ...models import CertificateClaim, Evidence, EvidenceEntry, ExternalCertificateMapping
from ...signals import evidence_changed
from ..evidence_rows import end_entry, held_entry, rows_of, supersede, write_rows
from ..levels.following import follow_evidence
from ..locks import hold, hold_all
from .notices import announce_entry

Status = EvidenceEntry.Status


def mapping_in_force(claim: CertificateClaim) -> ExternalCertificateMapping | None:
    mappings = ExternalCertificateMapping.objects.filter(status=ExternalCertificateMapping.Status.IN_FORCE)
    return mappings.filter(issuer_key=claim.issuer_key, title_key=claim.title_key).first()


def count_one(entry: EvidenceEntry, mapping: ExternalCertificateMapping, *, at: datetime) -> None:
    """The caller holds the person and writes to the log afterwards."""
    follow_evidence(count_by_mapping(entry, mapping, at=at))
    tell_that_it_counts(entry)


def tell_that_it_counts(entry: EvidenceEntry) -> None:
    evidence_changed.send(sender=Evidence, learner_id=entry.learner_id)
    record(None, "evidence.certificate_counted", entry)
    announce_entry(entry, "counts")


def count_by_mapping(entry: EvidenceEntry, mapping: ExternalCertificateMapping, *, at: datetime) -> list[Evidence]:
    """The rows that this touches: levels have to follow them. What a former mapping made of it counts no longer."""
    cards = competencies()
    values = {cards[code].pk: float(level) for code, level in mapping.values.items() if code in cards}
    former = list(Evidence.objects.in_force().filter(entry=entry))
    supersede(former, at=at)
    claim = entry.certificate
    claim.mapping = mapping
    claim.save(update_fields=["mapping"])
    ceilings = {pk: ceiling_of(value) for pk, value in values.items()}
    rows = rows_of(entry, Evidence.Kind.EXTERNAL_CERTIFICATE, values, ceilings)
    write_rows(entry, rows)
    return [*former, *rows]


def discount(entry: EvidenceEntry, *, at: datetime) -> None:
    """Its mapping ended without another in its place: it waits for one again."""
    supersede(list(Evidence.objects.in_force().filter(entry=entry)), at=at)
    entry.status = Status.WAITING
    entry.save(update_fields=["status"])


def claimants(mapping: ExternalCertificateMapping) -> list[EvidenceEntry]:
    """Entries with checked documents of this kind; their people are held until the end of the transaction."""
    claims = CertificateClaim.objects.filter(
        issuer_key=mapping.issuer_key,
        title_key=mapping.title_key,
        checked_at__isnull=False,
        entry__status__in=[Status.WAITING, Status.IN_FORCE],
    )
    hold_all(claims.values("entry__learner_id"))
    return list(EvidenceEntry.objects.filter(pk__in=claims.values("entry_id")).order_by("learner_id", "pk"))


def end_expired(*, at: datetime) -> int:
    """Certificates whose last day is over count no longer; what a mapping missed while it was put in force, counts."""
    today = timezone.localdate(at)
    over = CertificateClaim.objects.filter(
        expires_on__lt=today, entry__status__in=[Status.WAITING, Status.IN_FORCE]
    ).select_related("entry")
    ended = [_expire(claim.entry, at) for claim in over]
    for claim in CertificateClaim.objects.filter(checked_at__isnull=False, entry__status=Status.WAITING):
        _count_if_mapped(claim, at)
    return sum(ended)


@transaction.atomic
def _expire(entry: EvidenceEntry, at: datetime) -> bool:
    hold(entry.learner_id)
    held = held_entry(entry)
    if not (held.is_waiting or held.counts):
        return False
    end_entry(held, Status.EXPIRED, at=at)
    record(None, "evidence.expired", held)
    announce_entry(held, "expired")
    return True


@transaction.atomic
def _count_if_mapped(claim: CertificateClaim, at: datetime) -> None:
    mapping = mapping_in_force(claim)
    if mapping is None:
        return
    hold(claim.entry.learner_id)
    held = held_entry(claim.entry)
    if held.is_waiting:
        count_one(held, mapping, at=at)
