"""Give a person a role over a unit and everything below it, end it, or list who holds what."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from ...models import AccessGrant, OrgUnit, Role, User
from ...services.grants import end_grant, grant_role

ROLES = [role.value for role in Role if role is not Role.LEARNER]


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "person", nargs="?", help="e-mail address or employee number; without it, all grants are listed"
        )
        parser.add_argument("role", nargs="?", choices=ROLES, metavar="role", help=", ".join(ROLES))
        parser.add_argument("unit", nargs="?", help="code of the unit")
        parser.add_argument("--end", action="store_true", help="end this right instead of giving it")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["person"] is None:
            self._list()
            return
        if options["role"] is None or options["unit"] is None:
            raise CommandError("Name a person, a role and a unit.")
        user, unit = _person(options["person"]), _unit(options["unit"])
        if options["end"]:
            self._end(user, options["role"], unit)
            return
        grant_role(user=user, role=Role(options["role"]), unit=unit, by=None)
        self.stdout.write(f"{user} ({user.email}) is {options['role']} for {unit.code} and everything below it.")

    def _end(self, user: User, role: str, unit: OrgUnit) -> None:
        grant = AccessGrant.objects.filter(user=user, role=role, unit=unit, ended_at=None).first()
        if grant is None:
            raise CommandError(f"{user.email} is not {role} for {unit.code}.")
        end_grant(grant=grant, by=None)
        self.stdout.write(f"{user} ({user.email}) is no longer {role} for {unit.code}.")

    def _list(self) -> None:
        grants = AccessGrant.objects.filter(ended_at=None).select_related("user", "unit").order_by("unit__path", "role")
        for grant in grants:
            self.stdout.write(f"{grant.unit.code:<8} {grant.role:<18} {grant.user} ({grant.user.email})")


def _person(name: str) -> User:
    user = User.objects.filter(Q(email__iexact=name) | Q(employee_number__iexact=name)).first()
    if user is None:
        raise CommandError(f"There is nobody with the address or employee number {name}.")
    return user


def _unit(code: str) -> OrgUnit:
    unit = OrgUnit.objects.filter(code=code).first()
    if unit is None:
        raise CommandError(f"There is no unit {code}.")
    return unit
