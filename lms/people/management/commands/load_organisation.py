"""Load the invented units and people of the starter academy and its sign-ins; what is there is left alone."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from lms.base.starter_parts import refuse_unless_demonstration

from ...models import OrgUnit, RosterBatch
from ...services.demo import create_demo_people
from ...services.roster import apply_roster, preview_roster
from ...services.roster_planning import Upload

STARTER = Path(__file__).resolve().parents[2] / "starter"
NAME = "Starter roster"


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_unless_demonstration()
        if not RosterBatch.objects.filter(name=NAME).exists():
            units = None if OrgUnit.objects.exists() else _starter("org_units.csv")
            preview = preview_roster(name=NAME, by=None, people=_starter("roster.csv"), units=units)
            batch = apply_roster(batch=preview.batch, by=None, seen=preview.fingerprint)
            self.stdout.write(f"units: {batch.counts.get('units_added', 0)} added")
            self.stdout.write(f"people: {batch.counts['added']} added")
        self.stdout.write(f"demonstration sign-ins: {create_demo_people()} added")


def _starter(name: str) -> Upload:
    return Upload(name, (STARTER / name).read_bytes())
