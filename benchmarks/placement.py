"""What choosing the next item of a placement costs, and a whole step, beside catsim where it is installed.

    make bench-placement       (catsim is optional: pip install catsim)

A bank of 500 items of the two-parameter model; figures are microseconds of CPU, medians (and least) of ROUNDS
interleaved rounds. "choose" is the selection itself, from the looked-up information; "next item" adds the filters, the
lot and the record of the choice; "update" moves the estimate by one answer. A step is measured on a scratch database
with 500 items to choose from, by the service alone (marking an answer, moving the estimate, choosing and storing the
next task) and as the whole request that a browser sends for it, from the server's call to the last byte of the reply.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from assessments.domain.adaptive.ability import PRIOR  # noqa: E402
from assessments.domain.adaptive.pool import Pool, PoolItem  # noqa: E402
from assessments.domain.adaptive.selection import (  # noqa: E402
    Answer,
    ShutOut,
    belief_after,
    choose,
    draw_lots,
    next_item,
)
from assessments.domain.calibration.parameters import ItemParameters  # noqa: E402

ITEMS, ROUNDS, SEED = 500, 9, 1
ANSWERS_TIMED = 40
STEP_LIMIT = 5.0  # milliseconds of CPU


def main() -> None:
    pool = bank()
    answers = [Answer(item.version_id, place % 2 == 0) for place, item in enumerate(pool.items[::60])]
    belief = belief_after(pool, answers)
    shut, lots = np.zeros(ITEMS), np.random.default_rng(SEED).random(ITEMS)
    shut[::60] = -np.inf
    luck, likelihood = draw_lots(ITEMS), pool.likelihood(pool.items[7].version_id, True)
    timed: dict[str, tuple[Callable[[], object], int]] = {
        "choose": (lambda: choose(pool, at=belief.nearest, weight=0.4, shut=shut, lots=lots), 5000),
        "next item": (
            lambda: next_item(pool, answers, belief=belief, shut_out=ShutOut(), seed=SEED, luck=luck),
            500,
        ),
        "update": (lambda: updated(likelihood), 5000),
    }
    timed |= of_catsim(pool, answers)
    rounds = measure(timed)
    medians = {name: statistics.median(values) for name, values in rounds.items()}
    print(f"{ITEMS} items, medians of {ROUNDS} rounds, load {os.getloadavg()[0]:.1f}")
    for name, value in medians.items():
        print(f"  {name:<22}{value:10.2f} µs of CPU (least {min(rounds[name]):.2f})")
    if "catsim: next item" in medians:
        print(f"  choose, times faster  {medians['catsim: next item'] / medians['choose']:10.0f}")
        print(f"  update, times faster  {medians['catsim: estimate'] / medians['update']:10.0f}")
    for name, costs in steps().items():
        print(
            f"  {name:<22}{statistics.median(costs):10.2f} ms of CPU (least {min(costs):.2f}; limit {STEP_LIMIT:.0f})"
        )


def bank() -> Pool:
    rng = np.random.default_rng(SEED)
    return Pool(
        PoolItem(
            number,
            f"S{number % 5}",
            ItemParameters(float(rng.normal(0, 1.5)), float(np.exp(rng.normal(0, 0.3)))),
        )
        for number in range(1, ITEMS + 1)
    )


def updated(likelihood: np.ndarray) -> tuple[float, float]:
    belief = PRIOR.after(likelihood)
    return belief.mean, belief.se


def of_catsim(pool: Pool, answers: list[Answer]) -> dict[str, tuple[Callable[[], object], int]]:
    """The same bank and answers; nothing where catsim is not installed."""
    try:
        from catsim import ItemBank
        from catsim.estimation import NumericalSearchEstimator
        from catsim.selection import MaxInfoSelector
    except ImportError:
        return {}
    parameters = np.array([[one.discrimination, one.difficulty, 0.0, 1.0] for one in pool.items])
    items = ItemBank(parameters)
    administered = [pool.place[one.version_id] for one in answers]
    responses = [one.is_right for one in answers]
    selector, estimator = MaxInfoSelector(), NumericalSearchEstimator()

    def select() -> object:
        return selector.select(item_bank=items, administered_items=administered, est_theta=0.1)

    def estimate() -> object:
        return estimator.estimate(
            item_bank=items, administered_items=administered, response_vector=responses, est_theta=0.1
        )

    return {"catsim: next item": (select, 50), "catsim: estimate": (estimate, 50)}


def measure(timed: dict[str, tuple[Callable[[], object], int]]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {name: [] for name in timed}
    for _ in range(ROUNDS):
        for name, (call, times) in timed.items():
            begun = time.process_time()
            for _ in range(times):
                call()
            found[name].append((time.process_time() - begun) / times * 1e6)
    return found


def steps() -> dict[str, list[float]]:
    """CPU of each answer, on a fresh SQLite database with a bank of 500 items in each of two areas."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ACADEMY_DATA"] = folder
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        return timed_answers()


def timed_answers() -> dict[str, list[float]]:
    """In turn by the service and by a request, so that a busy moment falls on both; two right, two wrong."""
    from django.core.wsgi import get_wsgi_application
    from django.utils import timezone

    from assessments.models import PlacementStep
    from assessments.services.placement import StepReply, answer_step, start_placement

    person, server = somebody(), get_wsgi_application()
    placement, browser = start_placement(learner=person, at=timezone.now()), browser_of(person)
    costs: dict[str, list[float]] = {"answer, service alone": [], "answer, whole request": []}
    for count in range(ANSWERS_TIMED):
        step = PlacementStep.objects.filter(placement=placement, answered_at=None).first()
        if step is None:
            break
        token = next(token for token, option in step.tokens if option == ("a" if step.number % 4 < 2 else "b"))
        if count % 2:
            reply = StepReply(number=step.number, tokens=[token])
            begun = time.process_time()
            answer_step(placement=placement, reply=reply, at=timezone.now())
            costs["answer, service alone"].append((time.process_time() - begun) * 1e3)
        else:
            environ = browser(f"/placement/{placement.public_id}/", {"number": step.number, "value": token})
            begun = time.process_time()
            response = server(environ, lambda *_: None)
            b"".join(response)
            response.close()
            costs["answer, whole request"].append((time.process_time() - begun) * 1e3)
            if response.status_code != 302:
                raise SystemExit(f"the answer was not taken: {response.status_code}")
    return costs


def browser_of(person: Any) -> Callable[[str, dict[str, Any]], dict[str, Any]]:
    """What somebody who has signed in posts, as the server hands it on."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.test import RequestFactory

    session, secret = SessionStore(), "a" * 32
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.create()
    cookies = f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={secret}"
    factory = RequestFactory(headers={"cookie": cookies, "x-csrftoken": secret, "host": "localhost"})
    return lambda path, form: factory.post(path, form).environ


def somebody() -> Any:
    """A person without a post, in a framework of two areas, and a bank for them."""
    from assessments.models import Item, ItemBank, ItemKey, ItemVersion
    from lms.competencies.models import Competency, CompetencyArea, Framework
    from lms.people.models import User

    framework = Framework.objects.create(code="bench", version="1", name={"en": "Bench"}, is_current=True)
    bank, number = ItemBank.objects.create(code="PL", name={"en": "Placement"}), 0
    for position, area in enumerate("SD"):
        home = CompetencyArea.objects.create(framework=framework, code=area, name={"en": area}, position=position)
        for place in range(1, 6):
            competency = Competency.objects.create(
                framework=framework,
                area=home,
                code=f"{area}{place}",
                name={"en": f"{area}{place}"},
                position=10 * position + place,
            )
            for level in (1, 2, 3, 4, 5) * 20:
                number += 1
                version = ItemVersion.objects.create(
                    item=Item.objects.create(bank=bank, number=number),
                    kind="single",
                    competency=competency,
                    level=level,
                    cognitive="apply",
                    stem={"en": "Stem"},
                    body={"options": [{"id": one, "text": {"en": one}} for one in "abcd"]},
                    status=ItemVersion.Status.LIVE,
                )
                ItemKey.objects.create(version=version, right={"correct": ["a"]})
    return User.objects.create_user("bench@example.org", "a-long-enough-password", name="Bench")


if __name__ == "__main__":
    main()
