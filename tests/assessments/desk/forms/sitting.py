"""Closed first sittings on a form, as they lie in the database after an examination day."""

from datetime import timedelta

import numpy as np

from assessments.domain.items.parts import WHOLE
from assessments.domain.score_sheet import score
from assessments.models import Attempt, AttemptResult, DrawnItem, Response
from assessments.services.marking import keys_of, replies_of, result_of, settle, tasks_of
from tests.assessments.sittings import crowd

from .conftest import NOW

START = NOW - timedelta(days=30)


def sat(form, people, *, seed=1, ability=0.0, harder=0.0):
    """`harder`: logits by which the items that stand on no other form are harder than the anchors."""
    rng = np.random.default_rng(seed)
    places = list(form.items.filter(is_scored=True))
    elsewhere = form.examination.forms.exclude(pk=form.pk).values("items__version")
    anchors = set(form.items.filter(version__in=elsewhere).values_list("version_id", flat=True))
    keys = keys_of(place.version_id for place in places)
    attempts, drawn, responses, results = [], [], [], []
    for learner in crowd(people, name=f"form{form.number}x{seed}x"):
        attempt = Attempt(
            learner=learner,
            examination=form.examination,
            form=form,
            status=Attempt.Status.SUBMITTED,
            started_at=START,
            deadline=START + timedelta(minutes=30),
            closed_at=START + timedelta(minutes=20),
            seed=1,
            binding="",
            cuts={"2": 0.7},
        )
        known, rows, sent = rng.normal(ability + 1, 1), [], {}
        for place in places:
            difficulty = 0.0 if place.version_id in anchors else harder
            (right,) = keys[place.version_id].item.solution()[WHOLE]
            option = right if rng.random() < 1 / (1 + np.exp(difficulty - known)) else "abcda"["abcd".index(right) + 1]
            tokens = [[f"t{one}", one] for one in "dcba"]
            rows.append(DrawnItem(attempt=attempt, position=place.position, version_id=place.version_id, tokens=tokens))
            sent[place.position] = [f"t{option}"]
        sheet = score(tasks_of(rows, keys, {}), replies_of(rows, sent, keys))
        settle(attempt, sheet)
        for row in rows:
            row.mark = sheet.marks[row.position]
        attempts.append(attempt)
        drawn += rows
        responses += [
            Response(attempt=attempt, position=position, seq=1, value=value, saved_at=START)
            for position, value in sent.items()
        ]
        results.append(result_of(attempt, rows, sheet, keys))
    Attempt.objects.bulk_create(attempts)
    for row in (*drawn, *responses, *results):
        row.attempt_id = row.attempt.pk
    DrawnItem.objects.bulk_create(drawn)
    Response.objects.bulk_create(responses)
    AttemptResult.objects.bulk_create(results)
