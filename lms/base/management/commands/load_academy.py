"""Load what every academy needs: framework, posts, item banks, cases, courses, the rights of the authors' desk, the
kinds of certificates and the key that signs them. What is there already is left alone."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand

from ...starter_parts import load_parts

# People can be imported once there are posts; item banks and cases belong to a unit.
BEFORE_PEOPLE = ("load_framework", "load_level_models", "load_indicators")
AFTER_UNITS = ("load_items", "load_cases", "load_courses", "load_achievements")


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        load_parts(BEFORE_PEOPLE, out=self.stdout)
        if apps.get_model("people", "OrgUnit").objects.exists():
            load_parts(AFTER_UNITS, out=self.stdout)
            return
        self.stdout.write(
            "Framework and posts are loaded. Everything else belongs to a unit, and there is none yet. Next:\n"
            "  manage.py import_roster PEOPLE.csv --units UNITS.csv\n"
            "  manage.py load_academy"
        )
