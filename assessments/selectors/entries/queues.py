"""What waits for raters, for those who check certificates, and for those who decide about contests."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from lms.people.models import User

from ...contest_permissions import contests_for
from ...domain.portfolio_raters import RATERS, TIME_TO_RATE, are_apart
from ...evidence_permissions import certificates_for, portfolios_for
from ...models import EvidenceContest, EvidenceEntry, PortfolioRating

Status = EvidenceEntry.Status


def portfolios_to_rate(user: User, at: datetime) -> list[EvidenceEntry]:
    """Those that this rater took and has not rated, then those with a free place, oldest first.

    Each has `is_taken`: by this rater.
    """
    own = PortfolioRating.objects.filter(entry=OuterRef("pk"), rater=user)
    waiting = (
        portfolios_for(user)
        .filter(status=Status.WAITING)
        .annotate(is_taken=Exists(own.filter(rated_at=None)), is_rated=Exists(own.filter(rated_at__isnull=False)))
        .filter(is_rated=False)
        .select_related("learner", "competency")
        .prefetch_related("ratings")
        .order_by("-is_taken", "entered_at", "pk")
    )
    return [one for one in waiting if one.is_taken or _has_free_place(one, at)]


def _has_free_place(entry: EvidenceEntry, at: datetime) -> bool:
    ratings = list(entry.ratings.all())
    held = [one for one in ratings if one.rated_at is not None or one.taken_at >= at - TIME_TO_RATE]
    levels = [one.level for one in ratings if one.level is not None]
    return len(held) < RATERS + are_apart(levels)


def waits_for_a_third(entry: EvidenceEntry) -> bool:
    """Two have rated it, and their levels lie too far apart."""
    rated = entry.ratings.exclude(level=None).order_by("place").values_list("level", flat=True)
    return entry.status == Status.WAITING and are_apart([level for level in rated if level is not None])


def portfolios_rated(user: User) -> QuerySet[PortfolioRating]:
    rated = PortfolioRating.objects.filter(rater=user, rated_at__isnull=False)
    return rated.select_related("entry__learner", "entry__competency").order_by("-rated_at")


def certificates_to_check(user: User) -> QuerySet[EvidenceEntry]:
    waiting = certificates_for(user).filter(status=Status.WAITING, certificate__checked_at=None)
    return waiting.select_related("learner", "certificate").order_by("entered_at", "pk")


def certificates_without_mapping(user: User) -> QuerySet[EvidenceEntry]:
    """Checked, and no mapping says what they are worth."""
    waiting = certificates_for(user).filter(status=Status.WAITING, certificate__checked_at__isnull=False)
    return waiting.select_related("learner", "certificate").order_by("entered_at", "pk")


def same_number(entry: EvidenceEntry) -> int:
    """Other people who entered a certificate with the same number of the same issuer."""
    claim = entry.certificate
    others = EvidenceEntry.objects.filter(certificate__issuer_key=claim.issuer_key, certificate__number=claim.number)
    return others.exclude(learner=entry.learner_id).exclude(status=Status.WITHDRAWN).count()


def open_contests(user: User) -> QuerySet[EvidenceContest]:
    """Oldest first."""
    return _with_rows(contests_for(user).filter(status=EvidenceContest.Status.OPEN)).order_by("filed_at", "pk")


def decided_contests(user: User) -> QuerySet[EvidenceContest]:
    decided = contests_for(user).filter(Q(decided_by=user) | Q(decided_at__isnull=False))
    decided = decided.exclude(status__in=[EvidenceContest.Status.OPEN, EvidenceContest.Status.WITHDRAWN])
    return _with_rows(decided).order_by("-decided_at", "-pk")


def days_open(contest: EvidenceContest, on: date) -> int:
    return (on - contest.filed_at.date()).days


def _with_rows(contests: QuerySet[EvidenceContest]) -> QuerySet[EvidenceContest]:
    return contests.select_related("evidence__competency", "evidence__learner", "decided_by")
