"""Why a line manager might talk with somebody: found from where each person of the team stands, not from answers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from assessments.selectors.evidence_cube import standings_of
from assessments.selectors.level_models import model_today
from assessments.selectors.levels import Standing, is_recheck_due
from assessments.selectors.results import evidence_of
from lms.competencies.domain.gaps import State, strictest
from lms.competencies.selectors.demands import requirements_of_posts
from lms.people.models import OrgUnit, RoleAssignment, User
from lms.people.selectors.seniority import read_by

from ..domain.conversations import NEVER, Candidate, Reason, disagree, strongest
from ..models import Conversation

HELD_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Occasion:
    """What speaks for a conversation, and about which competency."""

    reason: Reason
    competency: str


def team_ids(unit: OrgUnit, manager: User) -> list[int]:
    """The people of the unit itself whom the manager may read by name."""
    here = RoleAssignment.objects.current().filter(unit=unit, user__is_active=True).values_list("user_id", flat=True)
    return sorted(read_by(manager, list(here)))


def standings_of_team(people: Collection[int], at: datetime) -> dict[int, list[Standing]]:
    demands = requirements_of_posts(timezone.localdate(at))
    posts: dict[int, list[int]] = {person: [] for person in people}
    held = RoleAssignment.objects.current().filter(user__in=people)
    for person, post in held.order_by("pk").values_list("user_id", "post_id"):
        posts[person].append(post)
    required = {
        person: strictest(one for post in ones for one in demands.get(post, [])) for person, ones in posts.items()
    }
    return standings_of(required, at)


def occasions_of(standings: Mapping[int, Sequence[Standing]], at: datetime) -> dict[int, Occasion]:
    """The most pressing one of each person; in equal ones the framework's order decides."""
    evidence = evidence_of(standings.keys())
    found, model = {}, model_today()
    for person, ones in standings.items():
        direct: dict[str, list[float]] = {}
        for piece in evidence.get(person, []):
            if model.is_direct(piece.kind) and piece.observed_at <= at:
                direct.setdefault(piece.competency, []).append(piece.value)
        found[person] = _occasion(ones, direct, timezone.localdate(at))
    return found


def candidates_of(manager: User, unit: OrgUnit, occasions: Mapping[int, Occasion], month: date) -> list[Candidate]:
    earlier = Conversation.objects.filter(unit=unit, subject__in=occasions.keys(), month__lt=month)
    last: dict[int, date] = {}
    for person, proposed in earlier.order_by("month").values_list("subject_id", "month"):
        last[person] = proposed
    return [
        Candidate(person, one.reason, _months(last[person], month) if person in last else NEVER)
        for person, one in sorted(occasions.items())
    ]


def held_before(manager: User, unit: OrgUnit, month: date) -> list[Conversation]:
    """Of earlier months, latest first."""
    rows = Conversation.objects.filter(manager=manager, unit=unit, held_on__isnull=False, month__lt=month)
    return list(rows.select_related("subject").order_by("-held_on", "pk")[:HELD_SHOWN])


def _occasion(standings: Sequence[Standing], direct: Mapping[str, list[float]], today: date) -> Occasion:
    reasons: dict[Reason, str] = {}
    for one in standings:
        for reason in _reasons(one, direct.get(one.code, []), today):
            reasons.setdefault(reason, one.code)
    demanded = [one for one in standings if one.required]
    if demanded and all(one.state is State.MET for one in demanded):
        reasons.setdefault(Reason.READY, "")
    reason = strongest(reasons.keys())
    return Occasion(reason, reasons.get(reason, ""))


def _reasons(one: Standing, direct: Sequence[float], today: date) -> list[Reason]:
    if not one.required:
        return []
    holds = {
        Reason.RECHECK: is_recheck_due(one, today),
        Reason.CRITICAL_GAP: one.is_critical and one.state is State.GAP,
        Reason.CONFLICT: disagree(direct),
        Reason.NOT_SHOWN: one.is_critical and one.state is State.NOT_ASSESSED,
    }
    return [reason for reason, is_so in holds.items() if is_so]


def _months(earlier: date, later: date) -> int:
    return 12 * (later.year - earlier.year) + later.month - earlier.month
