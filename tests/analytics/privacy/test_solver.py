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
SEEN_THROUGH = 0  # an administration in which every part of the control has something to do

pytestmark = pytest.mark.django_db


def released(administration, now):
    """Three releases of an administration that goes on."""
    administration.build()
    snapshots = []
    for number in range(RELEASES):
        if number:
            administration.go_on()
        snapshots.append(take_snapshot(at=now + timedelta(seconds=number), occasion=Snapshot.Occasion.REQUEST))
    return snapshots


def recoveries(snapshots):
    found = dict(attack(snapshots, EVERYTHING, knowledge([facts_behind(one) for one in snapshots])))
    assert found
    return {code: recovered for code, recovered in found.items() if recovered}


@pytest.mark.parametrize("seed", range(ADMINISTRATIONS))
def test_three_releases_together_give_nobody_away(seed, framework, clerk, chief):
    now = timezone.now()
    assert recoveries(released(Administration(Random(seed), framework, [clerk, chief], now), now)) == {}


@pytest.mark.parametrize("left_out", ["analytics.services.releasing.veiled", "analytics.services.releasing.released"])
def test_without_a_veil_or_without_holding_back_somebody_is(left_out, monkeypatch, framework, clerk, chief):
    """The attack finds what each part of the control is there to prevent."""
    monkeypatch.setattr(left_out, lambda now, before, layout, **others: now)
    now = timezone.now()
    assert recoveries(released(Administration(Random(SEEN_THROUGH), framework, [clerk, chief], now), now))
