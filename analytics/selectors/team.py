"""The people of one unit and where they stand in what their posts call critical."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from assessments.selectors.evidence_cube import standings_of
from assessments.selectors.levels import Standing
from lms.competencies.domain.gaps import Requirement, strictest
from lms.competencies.selectors.demands import requirements_of_posts
from lms.people.access import Scope
from lms.people.models import OrgUnit, RoleAssignment, User
from lms.people.selectors.seniority import read_by


@dataclass(frozen=True, slots=True)
class Column:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Member:
    user: User
    post: str
    cells: list[Standing | None]  # one a column; None where the post does not call it critical
    last_evidence_at: datetime | None


@dataclass(frozen=True, slots=True)
class PostTable:
    """The holders of one post, with what that post calls critical."""

    post: str
    columns: list[Column]
    members: list[Member]


@dataclass(frozen=True, slots=True)
class Team:
    tables: list[PostTable] = field(default_factory=list)

    @property
    def people(self) -> list[User]:
        return [member.user for table in self.tables for member in table.members]


def units_with_people(scope: Scope) -> list[OrgUnit]:
    """The units in reach in which somebody holds a post."""
    staffed = RoleAssignment.objects.current().values("unit_id")
    return list(scope.units().filter(pk__in=staffed))


def chosen_unit(units: Sequence[OrgUnit], scope: Scope, public_id: str) -> OrgUnit | None:
    """The one asked for; else the manager's own; else the first in reach. None for one out of reach."""
    if public_id:
        return next((unit for unit in units if str(unit.public_id) == public_id), None)
    return next((unit for unit in units if unit.path in scope.paths), units[0] if units else None)


def team_of(unit: OrgUnit, manager: User, at: datetime) -> Team:
    """As many statements for two people as for two hundred."""
    held: dict[User, list[RoleAssignment]] = {}
    people = read_by(manager, _people_of(unit))
    assignments = RoleAssignment.objects.current().filter(user__in=people).select_related("user", "post")
    for row in assignments.order_by("user__name", "user_id", "-fte", "starts_on"):
        held.setdefault(row.user, []).append(row)
    demands = requirements_of_posts(timezone.localdate(at))
    required = {user.pk: _required(rows, demands) for user, rows in held.items()}
    standings = standings_of(required, at)
    critical = {
        user.pk: {one.code: one for one in standings[user.pk] if one.is_critical and one.required} for user in held
    }
    by_post: dict[str, list[User]] = {}
    for user, rows in held.items():
        by_post.setdefault(", ".join(dict.fromkeys(str(row.post) for row in rows)), []).append(user)
    return Team([_table(post, users, critical) for post, users in sorted(by_post.items())])


def _people_of(unit: OrgUnit) -> list[int]:
    return list(RoleAssignment.objects.current().filter(unit=unit).values_list("user_id", flat=True))


def _required(rows: Sequence[RoleAssignment], demands: dict[int, list[Requirement]]) -> dict[str, Requirement]:
    return strictest(one for row in rows for one in demands.get(row.post_id, []))


def _table(post: str, users: Sequence[User], critical: dict[int, dict[str, Standing]]) -> PostTable:
    names = {code: str(one.name) for user in users for code, one in critical[user.pk].items()}
    columns = [Column(code, name) for code, name in names.items()]
    return PostTable(post, columns, [_member(user, post, critical[user.pk], columns) for user in users])


def _member(user: User, post: str, critical: dict[str, Standing], columns: Sequence[Column]) -> Member:
    dates = [one.last_evidence_at for one in critical.values() if one.last_evidence_at]
    return Member(
        user=user,
        post=post,
        cells=[critical.get(column.code) for column in columns],
        last_evidence_at=max(dates, default=None),
    )
