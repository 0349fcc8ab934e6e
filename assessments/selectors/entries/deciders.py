"""To whom a contest can go."""

from lms.people.models import AccessGrant, OrgUnit, RoleAssignment, User

from ...contest_permissions import DECIDING_ROLES, contests_for
from ...models import EvidenceContest

MOST_ASKED = 20  # people who hold a right; more of them are not told


def deciders_of(contest: EvidenceContest) -> list[User]:
    """Those who hold a right over the place it belongs to and may decide; nobody, where all had a part in it."""
    paths = {part for unit in _units_of(contest) for part in _with_those_above(unit.path)}
    grants = AccessGrant.objects.filter(role__in=DECIDING_ROLES, ended_at=None, unit__path__in=paths)
    people = User.objects.filter(is_active=True, pk__in=grants.values("user_id")).order_by("pk")[:MOST_ASKED]
    return [one for one in people if contests_for(one).filter(pk=contest.pk).exists()]


def _units_of(contest: EvidenceContest) -> list[OrgUnit]:
    """Of the bank or scenario it comes from, else of the person's posts."""
    row = contest.evidence
    if row.attempt is not None:
        return [unit for unit in [row.attempt.examination.bank.unit] if unit is not None]
    if row.case_run is not None:
        return [unit for unit in [row.case_run.version.scenario.unit] if unit is not None]
    held = RoleAssignment.objects.current().filter(user=row.learner_id)
    return list(OrgUnit.objects.filter(pk__in=held.values("unit_id")))


def _with_those_above(path: str) -> list[str]:
    return [path[: place + 1] for place, sign in enumerate(path) if sign == "/"]
