"""Storing the simulated entries in bulk, with the same entries in the log as real ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from lms.base.audit import Entry, record_many
from lms.competencies.selectors.framework import competencies
from lms.people.models import User

from ...domain.external_certificates import ceiling_of, certificate_key
from ...domain.portfolio_raters import settled_level
from ...models import (
    Artefact,
    CertificateClaim,
    Evidence,
    EvidenceEntry,
    ExternalCertificateMapping,
    PortfolioRating,
)
from ..evidence_rows import rows_of
from .history import SEED, Drawn, characters, draw, moment

Kind, Status = EvidenceEntry.Kind, EvidenceEntry.Status
BATCH = 1000
ACTS = {
    Kind.SUPERVISOR: "evidence.rated",
    Kind.SELF_RATING: "evidence.self_rated",
    Kind.PORTFOLIO: "evidence.portfolio_handed_in",
    Kind.CERTIFICATE: "evidence.certificate_entered",
}
FEW_WAIT = 3  # certificates that nobody has checked yet


@dataclass(frozen=True, slots=True)
class Officials:
    """Two demonstration accounts that rate and check for the whole administration."""

    manager: User
    reviewer: User


@transaction.atomic
def simulate_entries(*, texts: Mapping[str, Any], officials: Officials, at: datetime) -> list[EvidenceEntry]:
    """Everything or nothing; returns what was entered, oldest first."""
    rng, today = Random(SEED), timezone.localdate(at)  # noqa: S311  (a simulation, repeatable by design)
    drawn = [one for character in characters(today) for one in draw(character, texts, today=today, rng=rng)]
    drawn.sort(key=lambda one: one.day)
    entries = EvidenceEntry.objects.bulk_create([_entry(one, at) for one in drawn], batch_size=BATCH)
    pairs = list(zip(drawn, entries, strict=True))
    mappings = _mappings(texts, officials, at - timedelta(days=500))
    CertificateClaim.objects.bulk_create(_claims(pairs, texts, mappings, officials), batch_size=BATCH)
    PortfolioRating.objects.bulk_create(_ratings(pairs, texts, officials, at=at, rng=rng), batch_size=BATCH)
    document = texts["document"].encode()
    Artefact.objects.bulk_create(
        [_artefact(entry, document) for entry in entries if entry.kind in (Kind.PORTFOLIO, Kind.CERTIFICATE)],
        batch_size=BATCH,
    )
    Evidence.objects.bulk_create(_rows(pairs, mappings), batch_size=BATCH)
    record_many([_log_of(entry) for entry in entries])
    return entries


def _entry(one: Drawn, at: datetime) -> EvidenceEntry:
    """Certificates are in force once they are checked: the last few are not."""
    learner = one.character.user
    settled = one.kind != Kind.PORTFOLIO or settled_level(one.levels) is not None
    return EvidenceEntry(
        kind=one.kind,
        learner=learner,
        competency_id=one.competency,
        level=None if one.kind == Kind.CERTIFICATE else one.levels[0] if one.levels else 3,
        observed_on=one.day,
        text=one.text,
        reference=one.reference,
        entered_by=one.character.manager if one.kind == Kind.SUPERVISOR else learner,  # type: ignore[misc]
        entered_at=min(moment(one.day, 16) + timedelta(days=1), at),
        status=Status.IN_FORCE if settled else Status.WAITING,
    )


def _mappings(texts: Mapping[str, Any], by: Officials, at: datetime) -> list[ExternalCertificateMapping]:
    return ExternalCertificateMapping.objects.bulk_create(
        ExternalCertificateMapping(
            issuer=one["issuer"],
            title=one["title"],
            issuer_key=certificate_key(one["issuer"]),
            title_key=certificate_key(one["title"]),
            values=one["values"],
            reason=one["reason"],
            status=ExternalCertificateMapping.Status.IN_FORCE,
            proposed_by=by.manager,
            proposed_at=at,
            decided_by=by.reviewer,
            decided_at=at + timedelta(days=5),
        )
        for one in texts["certificates"]
    )


Pairs = Sequence[tuple[Drawn, EvidenceEntry]]


def _claims(
    pairs: Pairs, texts: Mapping[str, Any], mappings: Sequence[ExternalCertificateMapping], by: Officials
) -> list[CertificateClaim]:
    held = [(one, entry) for one, entry in pairs if entry.kind == Kind.CERTIFICATE]
    claims = [
        CertificateClaim(
            entry=entry,
            issuer=mappings[one.choice].issuer,
            title=mappings[one.choice].title,
            issuer_key=mappings[one.choice].issuer_key,
            title_key=mappings[one.choice].title_key,
            number=f"{one.day:%Y}-{10_000 + number}",
            expires_on=one.day + timedelta(days=3 * 365),
            checked_by=by.manager,
            checked_at=entry.entered_at,
            mapping=mappings[one.choice],
        )
        for number, (one, entry) in enumerate(held)
    ]
    for claim in claims[-FEW_WAIT:]:
        claim.checked_by = claim.checked_at = claim.mapping = None
        claim.entry.status = Status.WAITING
        claim.entry.save(update_fields=["status"])
    return claims


def _ratings(
    pairs: Pairs, texts: Mapping[str, Any], by: Officials, *, at: datetime, rng: Random
) -> list[PortfolioRating]:
    return [
        PortfolioRating(
            entry=entry,
            place=place,
            rater=rater,
            taken_at=min(entry.entered_at + timedelta(days=place), at),
            rated_at=min(entry.entered_at + timedelta(days=place + 4), at),
            level=level,
            reason=rng.choice(texts["reason"]),
        )
        for one, entry in pairs
        if entry.kind == Kind.PORTFOLIO
        for place, rater, level in zip((1, 2), (by.reviewer, by.manager), one.levels, strict=False)
    ]


def _artefact(entry: EvidenceEntry, document: bytes) -> Artefact:
    return Artefact(
        entry=entry,
        name="材料.pdf",
        media_type="application/pdf",
        size=len(document),
        digest=sha256(document).hexdigest(),
        data=document,
    )


def _rows(pairs: Pairs, mappings: Sequence[ExternalCertificateMapping]) -> list[Evidence]:
    codes = {code: card.pk for code, card in competencies().items()}
    rows: list[Evidence] = []
    for one, entry in pairs:
        if entry.status != Status.IN_FORCE:
            continue
        if one.competency is None:
            shown = {codes[code]: float(level) for code, level in mappings[one.choice].values.items() if code in codes}
            ceilings = {pk: ceiling_of(value) for pk, value in shown.items()}
            rows += rows_of(entry, Evidence.Kind.EXTERNAL_CERTIFICATE, shown, ceilings)
        else:
            value = settled_level(one.levels) if one.kind == Kind.PORTFOLIO else float(one.levels[0])
            rows += rows_of(entry, _kind(one), {one.competency: value or 0.0})
    return rows


def _kind(one: Drawn) -> Evidence.Kind:
    if one.kind == Kind.SUPERVISOR:
        return Evidence.Kind.SUPERVISOR_WITH_ARTEFACT if one.reference else Evidence.Kind.SUPERVISOR
    return Evidence.Kind(one.kind)


def _log_of(entry: EvidenceEntry) -> Entry:
    about = {"simulated": True}
    return Entry(action=ACTS[Kind(entry.kind)], actor=entry.entered_by, target=entry, detail=about, at=entry.entered_at)
