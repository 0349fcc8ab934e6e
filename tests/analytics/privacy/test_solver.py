"""Nobody is recovered by linear programs from all that a reader of everything can fetch, release after release.

`make privacy-solver` tries fifty administrations; the suite a few of them.
"""

import os
from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from analytics.domain.attack.knowledge import knowledge
from analytics.models import Snapshot
from analytics.selectors.attack import attack
from analytics.services.behind import facts_behind
from analytics.services.snapshots import take_snapshot
from lms.people.access import Scope

from .administrations import Administration

ADMINISTRATIONS = int(os.environ.get("PRIVACY_ADMINISTRATIONS", "3"))
EVERYTHING = Scope(("P/",))
RELEASES = 3

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(ADMINISTRATIONS))
def test_three_releases_together_give_nobody_away(seed, framework, clerk, chief):
    now = timezone.now()
    administration = Administration(Random(seed), framework, [clerk, chief], now)
    administration.build()
    snapshots = []
    for number in range(RELEASES):
        if number:
            administration.go_on()
        snapshots.append(take_snapshot(at=now + timedelta(seconds=number), occasion=Snapshot.Occasion.REQUEST))
    found = attack(snapshots, EVERYTHING, knowledge([facts_behind(one) for one in snapshots]))
    assert found
    assert {code: recoveries for code, recoveries in found.items() if recoveries} == {}
