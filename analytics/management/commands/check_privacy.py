"""Attack the published figures of this academy with linear programs; say whom they give away."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from lms.people.access import Scope

from ...domain.attack.knowledge import knowledge
from ...models import Snapshot
from ...selectors.attack import attack
from ...selectors.roster import units
from ...services.behind import facts_behind


class Command(BaseCommand):
    help = (
        "Try to work out the state of single people from all that a reader of every unit can fetch of the latest "
        "releases together, knowing who holds which post and who was assessed when. Ends with an error if one is found."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--releases", type=int, default=3, help="how many of the latest snapshots (default 3)")
        parser.add_argument("--only", nargs="+", metavar="CODE", help="these competencies; a minute or two each")

    def handle(self, *args: Any, releases: int, only: list[str] | None, **options: Any) -> None:
        snapshots = list(Snapshot.objects.exclude(build=None).order_by("-pk")[:releases])[::-1]
        if not snapshots:
            raise CommandError("There is no snapshot yet: take one with manage.py take_snapshots")
        everything = Scope(tuple(path for path in units() if path.count("/") == 1))
        competencies = people = 0
        known = knowledge([facts_behind(one) for one in snapshots])
        if unheard := set(only or ()) - known.keys():
            raise CommandError(f"Nobody is asked for {', '.join(sorted(unheard))}.")
        wanted = {code: one for code, one in known.items() if not only or code in only}
        for code, recoveries in attack(snapshots, everything, wanted):
            competencies, people = competencies + 1, people + len(recoveries)
            self.stdout.write(f"{code}: {len(recoveries)} given away")
            self.stdout.flush()
            for one in recoveries:
                where = ", ".join(sorted({str(leaf) for leaf in one.leaves}))[:200]
                verb = "is" if one.is_so else "is not"
                self.stderr.write(f"{code}: each of {one.people} people for certain {verb} {one.state}: {where}")
        if people:
            raise CommandError(f"{people} groups of people are given away.")
        self.stdout.write(f"{competencies} competencies in {len(snapshots)} releases: nobody is given away.")
