"""A portfolio on its way: handed in, rated by two who do not see each other's rating, settled by a third if need be.

The log says who took and rated what, never which level.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.models import User

from ...domain.portfolio_raters import TIME_TO_RATE, open_place, settled_level
from ...evidence_permissions import portfolios_for
from ...models import Artefact, Evidence, EvidenceEntry, PortfolioRating
from ..evidence_rows import held_entry, put_in_force, rows_of
from ..locks import hold
from .files import keep_files
from .notices import announce_entry
from .refusal import EntryRefused

Kind, Status = EvidenceEntry.Kind, EvidenceEntry.Status


@transaction.atomic
def hand_in(
    *,
    learner: User,
    competency_id: int,
    level: int,
    observed_on: date,
    text: str,
    files: Sequence[Artefact],
    at: datetime,
) -> EvidenceEntry:
    hold(learner.pk)
    waiting = EvidenceEntry.objects.filter(
        learner=learner, competency_id=competency_id, kind=Kind.PORTFOLIO, status=Status.WAITING
    )
    if waiting.exists():
        raise EntryRefused(_("A portfolio of yours on this competency still waits for its raters."))
    if not files:
        raise EntryRefused(_("A portfolio holds at least one file."))
    entry = EvidenceEntry.objects.create(
        kind=Kind.PORTFOLIO,
        learner=learner,
        competency_id=competency_id,
        level=level,
        observed_on=observed_on,
        text=text,
        entered_by=learner,
        entered_at=at,
    )
    keep_files(entry, files)
    record(learner, "evidence.portfolio_handed_in", entry, competency=entry.competency.code)  # type: ignore[union-attr]
    return entry


@transaction.atomic
def take_portfolio(*, entry: EvidenceEntry, by: User, at: datetime) -> PortfolioRating:
    """A place for this rater, who may read the files from now on. A place left unrated for too long is free again."""
    held = _open(entry, by)
    held.ratings.filter(rated_at=None, taken_at__lt=at - TIME_TO_RATE).exclude(rater=by).delete()
    places = list(held.ratings.order_by("place"))
    own = next((one for one in places if one.rater_id == by.pk), None)
    if own is not None:
        return own
    place = open_place([one.place for one in places], [one.level for one in places if one.level is not None])
    if place is None:
        raise EntryRefused(_("Others have taken this portfolio."))
    taken = PortfolioRating.objects.create(entry=held, place=place, rater=by, taken_at=at)
    record(by, "evidence.portfolio_taken", held)
    return taken


@transaction.atomic
def give_back_portfolio(*, entry: EvidenceEntry, by: User) -> None:
    held = _open(entry, by)
    if held.ratings.filter(rater=by, rated_at=None).delete()[0]:
        record(by, "evidence.portfolio_given_back", held)


@transaction.atomic
def rate_portfolio(*, entry: EvidenceEntry, level: int, reason: str, by: User, at: datetime) -> EvidenceEntry:
    held = _open(entry, by)
    own = held.ratings.filter(rater=by, rated_at=None).first()
    if own is None:
        raise EntryRefused(_("Take the portfolio first; it may have gone to somebody else meanwhile."))
    own.level, own.reason, own.rated_at = level, reason.strip(), at
    own.save(update_fields=["level", "reason", "rated_at"])
    rated = held.ratings.exclude(level=None).order_by("place").values_list("level", flat=True)
    value = settled_level([level for level in rated if level is not None])
    if value is not None and held.competency_id is not None:
        put_in_force(held, rows_of(held, Evidence.Kind.PORTFOLIO, {held.competency_id: value}))
    record(by, "evidence.portfolio_rated", held)
    if held.counts:
        record(None, "evidence.portfolio_settled", held)
        announce_entry(held, "settled")
    return held


def _open(entry: EvidenceEntry, by: User) -> EvidenceEntry:
    hold(entry.learner_id)
    held = held_entry(entry)
    if not portfolios_for(by).filter(pk=held.pk).exists():
        raise EntryRefused(_("Only a rater who has nothing to do with the person can do this."))
    if held.status != Status.WAITING:
        raise EntryRefused(_("This portfolio is rated or was withdrawn."))
    return held
