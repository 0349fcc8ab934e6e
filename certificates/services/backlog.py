"""Issuing what fell due in the past, dated as of the result that fulfilled the rule. Quiet: nobody is written to."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessments.selectors.results import people_with_evidence
from lms.base.audit import Entry, record_many
from lms.people.models import User

from ..domain.awarding import Award, History, Offer, awards_at
from ..models import Achievement, Credential
from ..selectors.histories import current_achievements, histories_of, offer_of
from .minting import logged, open_mint

PEOPLE_AT_ONCE = 500


def issue_backlog(*, until: datetime) -> int:
    """Walk through everybody's history with the rules used on the day; returns how many credentials were issued."""
    achievements = current_achievements()
    if not achievements:
        return 0
    people = people_with_evidence()
    return sum(
        _issue_to(people[start : start + PEOPLE_AT_ONCE], achievements, until)
        for start in range(0, len(people), PEOPLE_AT_ONCE)
    )


@transaction.atomic
def _issue_to(learner_ids: Sequence[int], achievements: list[Achievement], until: datetime) -> int:
    locked = User.objects.select_for_update(no_key=True).filter(pk__in=learner_ids).order_by("pk")
    names = dict(locked.values_list("pk", "name"))
    offers = [offer_of(one) for one in achievements]
    by_code = {one.code: one for one in achievements}
    mint = open_mint(achievements)
    credentials = [
        mint.credential(
            learner_id=learner_id, holder_name=names[learner_id], achievement=by_code[award.code], award=award
        )
        for learner_id, history in histories_of(learner_ids).items()
        for award in _awards(history, offers, until)
    ]
    Credential.objects.bulk_create(credentials, batch_size=200)
    record_many([Entry(action="credential.issued", target=one, detail=logged(one)) for one in credentials])
    return len(credentials)


def _awards(history: History, offers: list[Offer], until: datetime) -> list[Award]:
    found: list[Award] = []
    zone = timezone.get_default_timezone()
    for moment in history.moments:
        if moment > until:
            break
        for award in awards_at(history, offers, at=moment, zone=zone):
            history = history.with_award(award)
            found.append(award)
    return found
