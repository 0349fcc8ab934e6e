"""Issuing what is due, in the transaction of the result that made it due; never twice."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language

from lms.base.audit import record
from lms.base.outbox import announce
from lms.people.models import User

from ..coverage import unprintable
from ..domain.awarding import awards_at
from ..models import Credential
from ..selectors.histories import current_achievements, histories_of, offer_of
from .minting import Mint, logged, open_mint


@transaction.atomic
def issue_due(*, learner_id: int, at: datetime) -> list[Credential]:
    """Issue every achievement that is due to this person at this moment and not yet issued on the same basis.

    Raises KeyMissing when something is due and cannot be signed.
    """
    achievements = {one.code: one for one in current_achievements()}
    if not achievements:
        return []
    # Two results of one person at the same moment must see each other, or neither would complete the rule.
    learner = User.objects.select_for_update(no_key=True).get(pk=learner_id)
    history = histories_of([learner_id]).get(learner_id)
    offers = [offer_of(one) for one in achievements.values()]
    zone = timezone.get_default_timezone()
    awards = awards_at(history, offers, at=at, zone=zone) if history else []
    if not awards:
        return []
    mint: Mint = open_mint(list(achievements.values()))
    drafts = [
        mint.credential(learner_id=learner.pk, holder_name=learner.name, achievement=achievements[one.code], award=one)
        for one in awards
    ]
    return [draft for draft in drafts if _store(draft)]


def _store(credential: Credential) -> bool:
    """False if the same credential exists already: the unique constraint has the last word."""
    try:
        with transaction.atomic():
            credential.save(force_insert=True)
    except IntegrityError:
        return False
    # What the fonts lack is kept in the log; the credential holds the name as it is, and its page shows it.
    missing = [f"U+{ord(one):04X}" for one in unprintable(credential.holder_name)]
    detail = {"not_in_fonts": missing} if missing else {}
    record(None, "credential.issued", credential, **logged(credential), **detail)
    payload = {"credential": credential.public_id, "language": get_language() or "en"}
    announce("certificates.render", payload)
    announce("certificates.notify", payload)
    return True
