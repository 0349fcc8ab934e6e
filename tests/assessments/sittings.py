"""Many closed attempts at once, as they lie in the database after an examination day."""

from datetime import UTC, datetime, timedelta

import numpy as np

from assessments.models import Attempt, DrawnItem, ItemKey, ItemVersion, Response
from lms.people.models import User

DAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def sit(examination, people, *, seed=1, difficulties=None, start=DAY, choose=None, language=""):
    """Each of `people` meets every live item. `difficulties`: item number → logits. Keys are option "a"; who misses it
    chooses "b" or "c", never "d". `choose`: (item number, ability) → option, instead."""
    rng = np.random.default_rng(seed)
    versions = list(
        ItemVersion.objects.filter(item__bank=examination.bank, status="live").select_related("item").order_by("pk")
    )
    keys = dict(ItemKey.objects.values_list("version_id", "right"))
    abilities = rng.normal(size=len(people)).tolist()
    attempts, drawn, responses = [], [], []
    for learner, ability in zip(people, abilities, strict=True):
        attempt = Attempt(
            learner=learner,
            examination=examination,
            status=Attempt.Status.SUBMITTED,
            started_at=start,
            deadline=start + timedelta(minutes=30),
            closed_at=start + timedelta(minutes=20),
            seed=1,
            binding="",
            language=language,
            cuts={str(examination.level): 0.5},
            max_score=len(versions),
            score=0.0,
            has_passed=False,
        )
        attempts.append(attempt)
        for position, version in enumerate(versions, start=1):
            option = choose(version.item.number, ability) if choose else None
            if option is None:
                p = 1 / (1 + np.exp((difficulties or {}).get(version.item.number, 0.0) - ability))
                option = "a" if rng.random() < p else rng.choice(["b", "c"])
            mark = float([option] == keys[version.pk]["correct"])
            attempt.score += mark
            tokens = [[f"t{one}", one] for one in "dcba"]
            drawn.append(DrawnItem(attempt=attempt, position=position, version=version, tokens=tokens, mark=mark))
            saved_at = start + timedelta(seconds=40 * position)
            responses.append(
                Response(attempt=attempt, position=position, seq=1, value=[f"t{option}"], saved_at=saved_at)
            )
    Attempt.objects.bulk_create(attempts)
    for row in (*drawn, *responses):
        row.attempt_id = row.attempt.pk
    DrawnItem.objects.bulk_create(drawn)
    Response.objects.bulk_create(responses)
    return attempts


def crowd(count, *, name="crowd"):
    return User.objects.bulk_create(
        [User(email=f"{name}{number}@example.org", name=f"{name} {number}") for number in range(count)]
    )
