"""What certificates of other bodies are worth here: one person proposes, a second one puts it in force."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.access import has_role, scope_of
from lms.people.models import Role, User

from ...domain.external_certificates import certificate_key
from ...evidence_permissions import RATING_ROLES
from ...models import CertificateClaim, EvidenceEntry, ExternalCertificateMapping
from ..levels.recomputing import recompute_people
from .counting import claimants, count_by_mapping, discount, tell_that_it_counts
from .refusal import EntryRefused

Status = ExternalCertificateMapping.Status


@transaction.atomic
def propose_mapping(
    *, issuer: str, title: str, values: Mapping[str, int], reason: str, by: User, at: datetime
) -> ExternalCertificateMapping:
    if not has_role(by, Role.TRAINING_MANAGER):
        raise EntryRefused(_("Only a training manager can propose a mapping."))
    keys = {"issuer_key": certificate_key(issuer), "title_key": certificate_key(title)}
    if ExternalCertificateMapping.objects.filter(**keys, status=Status.PROPOSED).exists():
        raise EntryRefused(_("A mapping for this certificate already waits for a second person."))
    mapping = ExternalCertificateMapping.objects.create(
        issuer=issuer, title=title, values=dict(values), reason=reason, proposed_by=by, proposed_at=at, **keys
    )
    record(by, "certificate_mapping.proposed", mapping)
    return mapping


def refusal_to_decide(mapping: ExternalCertificateMapping, user: User) -> str | None:
    """In words; None for a second person with a right over the whole administration and no certificate of this kind."""
    if user.pk == mapping.proposed_by_id:
        return _("This takes a second person: somebody who did not propose the mapping.")
    if not scope_of(user, *RATING_ROLES).is_everything:
        return _("A mapping holds for the whole administration: a reviewer or training manager of all of it decides.")
    claims = CertificateClaim.objects.filter(issuer_key=mapping.issuer_key, title_key=mapping.title_key)
    if claims.filter(entry__learner=user).exists():
        return _("You hold such a certificate yourself: somebody else has to decide.")
    return None


@transaction.atomic
def put_mapping_in_force(*, mapping: ExternalCertificateMapping, by: User, at: datetime) -> int:
    """In the place of the former one, for every certificate that was checked; returns for how many."""
    entries = claimants(mapping)
    held = _held(mapping, Status.PROPOSED)
    _check(held, by)
    former = ExternalCertificateMapping.objects.filter(
        issuer_key=held.issuer_key, title_key=held.title_key, status=Status.IN_FORCE
    )
    former.update(status=Status.ENDED, ended_at=at)
    held.status, held.decided_by, held.decided_at = Status.IN_FORCE, by, at
    held.save(update_fields=["status", "decided_by", "decided_at"])
    for entry in entries:
        count_by_mapping(entry, held, at=at)
    recompute_people(learner_ids=sorted({entry.learner_id for entry in entries}), at=at)
    for entry in entries:
        tell_that_it_counts(entry)
    record(by, "certificate_mapping.in_force", held)
    return len(entries)


@transaction.atomic
def decline_mapping(*, mapping: ExternalCertificateMapping, by: User, at: datetime) -> None:
    held = _held(mapping, Status.PROPOSED)
    _check(held, by)
    held.status, held.decided_by, held.decided_at = Status.DECLINED, by, at
    held.save(update_fields=["status", "decided_by", "decided_at"])
    record(by, "certificate_mapping.declined", held)


@transaction.atomic
def end_mapping(*, mapping: ExternalCertificateMapping, by: User, at: datetime) -> int:
    """Certificates of this kind count no longer, until another mapping is in force; returns how many."""
    entries = [one for one in claimants(mapping) if one.status == EvidenceEntry.Status.IN_FORCE]
    held = _held(mapping, Status.IN_FORCE)
    if not scope_of(by, *RATING_ROLES).is_everything:
        raise EntryRefused(
            _("A mapping holds for the whole administration: a reviewer or training manager of all of it decides.")
        )
    held.status, held.ended_at = Status.ENDED, at
    held.save(update_fields=["status", "ended_at"])
    for entry in entries:
        discount(entry, at=at)
    recompute_people(learner_ids=sorted({entry.learner_id for entry in entries}), at=at)
    record(by, "certificate_mapping.ended", held)
    return len(entries)


def _check(mapping: ExternalCertificateMapping, by: User) -> None:
    if refusal := refusal_to_decide(mapping, by):
        raise EntryRefused(refusal)


def _held(mapping: ExternalCertificateMapping, status: ExternalCertificateMapping.Status) -> ExternalCertificateMapping:
    held = ExternalCertificateMapping.objects.select_for_update(no_key=True).get(pk=mapping.pk)
    if held.status != status:
        raise EntryRefused(_("Somebody decided about this mapping meanwhile."))
    return held
