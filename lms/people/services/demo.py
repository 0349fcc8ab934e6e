"""Demonstration sign-ins, one a role, tied to units of the starter roster."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lms.competencies.models import Post

from ..models import EmploymentRecord, OrgUnit, Role, RoleAssignment, User
from .grants import grant_role

DEMO_PASSWORD = "Academy-demo-2026"  # noqa: S105  (published on purpose; production refuses these accounts)
DOMAIN = "demo.example"


@dataclass(frozen=True, slots=True)
class Part:
    """Who plays what: a post somewhere, a right over some unit, or both."""

    account: str
    name: str
    unit: str
    post: str
    role: Role | None = None
    scope: str = ""


CAST = (
    Part("learner", "林曉晴", "X02", "CC"),
    Part("head", "陳立德", "X02", "DH", Role.LINE_MANAGER, "X02"),
    Part("hr", "周慧敏", "X06", "SC", Role.HR_VIEWER, "X00"),
    Part("manager", "何文杰", "P02", "SC", Role.TRAINING_MANAGER, "P00"),
    Part("author", "梁思遠", "P02", "AO", Role.AUTHOR, "P00"),
    Part("reviewer", "許雅文", "P03", "SO", Role.REVIEWER, "P00"),
    Part("auditor", "鄭守正", "P01", "SC", Role.AUDITOR, "P00"),
    Part("equity", "宋佳寧", "P01", "SC", Role.EQUITY_AUDITOR, "P00"),
    Part("admin", "馮立群", "P01", "SA", Role.ADMINISTRATOR, "P00"),
)


@transaction.atomic
def create_demo_people() -> int:
    """Those of the cast who are not there yet; nobody is reset."""
    here = set(User.objects.filter(is_demo=True).values_list("email", flat=True))
    missing = [part for part in CAST if f"{part.account}@{DOMAIN}" not in here]
    for part in missing:
        _enter(part)
    return len(missing)


def _enter(part: Part) -> None:
    user = User.objects.create_user(f"{part.account}@{DOMAIN}", DEMO_PASSWORD, name=part.name, is_demo=True)
    user.employee_number = f"D{900000 + user.pk}"
    user.save(update_fields=["employee_number"])
    EmploymentRecord.objects.create(user=user, hire_date=date(2019, 9, 1))
    RoleAssignment.objects.create(
        user=user,
        unit=OrgUnit.objects.get(code=part.unit),
        post=Post.objects.get(code=part.post),
        starts_on=date(2019, 9, 1),
    )
    if part.role:
        grant_role(user=user, role=part.role, unit=OrgUnit.objects.get(code=part.scope), by=None)
