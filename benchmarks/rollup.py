"""What keeping levels and counts with every result costs, and whether anything is wrong afterwards.

    make bench-rollup          (DATABASE_URL of a database of its own; PEOPLE=4000 SECONDS=5 ROUNDS=3)

A result is the smallest that the academy knows: the person is held, one row of evidence is stored, an entry is put in
the log. It is stored with and without the counts that follow it, by one client and by eight, in rounds that alternate;
half of the people only ever get results of one sort. Units differ in size, so that some counts are sought after. "bare"
leaves the log away. Then everything is worked out anew: a wrong cell makes the run fail.
"""

import os
import statistics
import sys
import time
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.dev")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from assessments.models import Evidence  # noqa: E402
from assessments.services.levels.following import follow_evidence  # noqa: E402
from assessments.services.levels.recomputing import recompute_everybody  # noqa: E402
from assessments.services.levels.verifying import verify_levels  # noqa: E402
from assessments.services.locks import hold  # noqa: E402
from lms.base.audit import record  # noqa: E402
from lms.competencies.models import Competency, Post  # noqa: E402
from lms.people.models import OrgUnit, RoleAssignment, User  # noqa: E402

PEOPLE, SECONDS, ROUNDS = (
    int(os.environ.get(name, given)) for name, given in (("PEOPLE", 4000), ("SECONDS", 5), ("ROUNDS", 3))
)
CLIENTS, UNITS, EARLIER = (1, 8), 60, 8
HOST = "counted.example"
TARGET = 0.45


def set_up() -> None:
    call_command("migrate", verbosity=0)
    if User.objects.exclude(email__endswith=f"@{HOST}").exists():
        raise SystemExit("other people live in this database")
    call_command("load_framework", verbosity=0)
    if User.objects.count() >= PEOPLE:
        return
    root = OrgUnit.objects.create(code="B", path="B/", level="province", name={"en": "B"})
    units = OrgUnit.objects.bulk_create(
        OrgUnit(code=f"B{n}", parent=root, path=f"B/B{n}/", level="county", name={"en": f"B{n}"}) for n in range(UNITS)
    )
    chance, posts = Random(1), list(Post.objects.all())
    people = User.objects.bulk_create(
        (User(email=f"p{n}@{HOST}", name="P", password="!", employee_number=f"N{n}") for n in range(PEOPLE)), 1000
    )
    RoleAssignment.objects.bulk_create(
        RoleAssignment(
            user=one,
            unit=units[int(UNITS * chance.random() ** 2)],
            post=chance.choice(posts),
            starts_on=date(2025, 1, 1),
        )
        for one in people
    )
    competencies = list(Competency.objects.values_list("pk", flat=True))
    Evidence.objects.bulk_create(
        (
            row(one.pk, chance.choice(competencies), chance, days=chance.randrange(700))
            for one in people
            for _ in range(EARLIER)
        ),
        1000,
    )


def row(person: int, competency: int, chance: Random, *, days: int = 0) -> Evidence:
    at = timezone.now() - timedelta(days=days)
    kind = chance.choice(Evidence.Kind.values)
    return Evidence(
        learner_id=person, competency_id=competency, kind=kind, value=chance.uniform(0, 5.5), observed_at=at
    )


def client(
    seed: int, people: list[int], competencies: list[int], is_counted: bool, is_logged: bool
) -> tuple[int, float]:
    """Results stored, and seconds."""
    connection.close()
    chance, done, began = Random(seed), 0, time.perf_counter()
    while time.perf_counter() - began < SECONDS:
        person = chance.choice(people)
        with transaction.atomic():
            hold(person)
            rows = Evidence.objects.bulk_create([row(person, chance.choice(competencies), chance)])
            if is_counted:
                follow_evidence(rows)
            if is_logged:
                record(None, "levels.measured", User(pk=person))
        done += 1
    seconds = time.perf_counter() - began
    connection.close()
    return done, seconds


def rate(clients: int, seed: int, *given: object) -> float:
    with get_context("fork").Pool(clients) as pool:
        done = pool.starmap(client, [(seed * 100 + n, *given) for n in range(clients)])
    return sum(count / seconds for count, seconds in done)


def compare(clients: int, is_logged: bool, *, people: tuple[list[int], list[int]], competencies: list[int]) -> None:
    rates: list[tuple[float, float]] = []
    for seed in range(ROUNDS):
        counted = rate(clients, seed, people[0], competencies, True, is_logged)
        rates.append((counted, rate(clients, seed, people[1], competencies, False, is_logged)))
    counted, plain = (statistics.median(one[place] for one in rates) for place in (0, 1))
    print(
        f"{clients} clients, {'logged' if is_logged else 'bare':6}: {counted:6.0f} with counts, {plain:6.0f} without: "
        f"{counted / plain:.2f} (target {TARGET})"
    )


def main() -> None:
    set_up()
    recompute_everybody(at=timezone.now())
    numbers = list(User.objects.order_by("pk").values_list("pk", flat=True))
    competencies = list(Competency.objects.filter(framework__is_current=True).values_list("pk", flat=True))
    counted, plain = numbers[::2], numbers[1::2]
    last = Evidence.objects.latest("pk").pk
    connection.close()
    print(f"{PEOPLE} people on {connection.vendor}; results a second, median of {ROUNDS} rounds of {SECONDS} s")
    for clients in CLIENTS:
        for is_logged in (True, False):
            compare(clients, is_logged, people=(counted, plain), competencies=competencies)
    events = Evidence.objects.filter(pk__gt=last, learner_id__in=counted).count()
    Evidence.objects.filter(pk__gt=last, learner_id__in=plain).delete()
    found = verify_levels(at=timezone.now(), is_kept_right=False)
    print(f"after {events} results: {found}")
    if not found.is_sound:
        raise SystemExit("kept figures do not hold")


if __name__ == "__main__":
    main()
