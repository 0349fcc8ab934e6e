"""Running the indicators over an examination: first figures, and cases only when a person opens them."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.base.outbox import announce_many
from lms.people.models import User

from ...domain.conduct.agreement import Finding, Outcome, examine
from ...domain.conduct.similarity import same_wrong_answers
from ...domain.conduct.sittings import Indicator, Sitting
from ...models import Attempt, ConductCase, ConductRun, Examination, Item, ItemVersion
from ...permissions import may_review
from ...selectors.conduct.sittings import attempts_in, sittings_in
from .refusal import ConductRefused

Status = ConductRun.Status

REACHES_BACK = timedelta(days=180)
# Pairs grow with the square: so many sittings make half a million of them, which take some seconds of one core.
MOST_SITTINGS = 1000
TIME_TO_ANSWER = timedelta(days=14)
NOTICE = "assessments.conduct"


def start_run(*, examination: Examination, since: date, until: date, by: User, at: datetime) -> ConductRun:
    """Kept as a preview: nobody is told, and no case is opened. The computing holds no lock."""
    if not may_review(by, examination.bank):
        raise ConductRefused(_("Only a reviewer of this bank can do this."))
    if since > until or since < timezone.localdate(at) - REACHES_BACK:
        raise ConductRefused(_("The days must lie within the last 180 days, in order."))
    attempts = attempts_in(examination, since, until)
    if attempts.count() > MOST_SITTINGS:
        raise ConductRefused(
            _("These are more than %(most)d sittings. Please take fewer days.") % {"most": MOST_SITTINGS}
        )
    sittings = sittings_in(attempts)
    outcome = examine(sittings, _shown(sittings))
    return _keep(
        ConductRun(
            examination=examination,
            since=since,
            until=until,
            sittings=len(sittings),
            without_times=sum(not one.times_count for one in sittings),
            lines=[asdict(line) for line in outcome.lines],
            alone=outcome.alone,
            started_by=by,
            started_at=at,
        ),
        _pending(outcome, {one.key: one for one in sittings}),
    )


@transaction.atomic
def open_cases(*, run: ConductRun, by: User, at: datetime) -> list[ConductCase]:
    """Whoever is concerned is told, and asked to answer."""
    held, pending = _decide(run, Status.OPENED, by, at)
    facts = {one["attempt"]: one["facts"] for one in pending}
    fresh = Attempt.objects.filter(pk__in=facts, set_aside_at=None, conduct_case=None).order_by("pk")
    cases = ConductCase.objects.bulk_create(
        ConductCase(
            run=held,
            attempt=attempt,
            facts=facts[attempt.pk],
            opened_by=by,
            opened_at=at,
            answer_by=at + TIME_TO_ANSWER,
        )
        for attempt in fresh
    )
    record(by, "conduct.cases_opened", held, code=held.examination.code, cases=len(cases))
    announce_many(NOTICE, ({"case": case.pk, "news": "opened"} for case in cases))
    return cases


@transaction.atomic
def discard_run(*, run: ConductRun, by: User | None, at: datetime) -> ConductRun:
    """Who was concerned is forgotten, the figures stay. `by` None: by the clock."""
    held, _pending = _decide(run, Status.DISCARDED, by, at)
    record(by, "conduct.run_discarded", held, code=held.examination.code)
    return held


@transaction.atomic
def _keep(run: ConductRun, pending: list[dict[str, Any]]) -> ConductRun:
    examination = Examination.objects.select_for_update(of=("self",), no_key=True).get(pk=run.examination_id)
    if examination.conduct_runs.filter(status=Status.PREVIEW).exists():
        raise ConductRefused(_("An earlier run still waits for a decision. Open its cases or discard it first."))
    run.pending, run.agreeing = pending, len(pending)
    run.save()
    record(run.started_by, "conduct.run_started", run, code=examination.code, attempts=run.sittings)
    return run


def _decide(
    run: ConductRun, status: ConductRun.Status, by: User | None, at: datetime
) -> tuple[ConductRun, list[dict[str, Any]]]:
    held = (
        ConductRun.objects.select_for_update(of=("self",), no_key=True)
        .select_related("examination__bank__unit")
        .get(pk=run.pk)
    )
    if by is not None and not may_review(by, held.examination.bank):
        raise ConductRefused(_("Only a reviewer of this bank can do this."))
    if held.status != Status.PREVIEW:
        raise ConductRefused(_("This run was decided already."))
    pending = held.pending
    held.status, held.decided_by, held.decided_at, held.pending = status, by, at, []
    held.save(update_fields=["status", "decided_by", "decided_at", "pending"])
    return held, pending


def _shown(sittings: list[Sitting]) -> dict[int, int]:
    """Version → how many attempts drew its item, as last counted."""
    versions = {task for one in sittings for task in one.answers}
    rows = ItemVersion.objects.filter(pk__in=versions).values_list("pk", "item__exposures")
    return dict(rows)


def _pending(outcome: Outcome, sittings: Mapping[int, Sitting]) -> list[dict[str, Any]]:
    """Sittings that have no case yet, with what agrees about them."""
    had = set(ConductCase.objects.filter(attempt_id__in=outcome.agreeing).values_list("attempt_id", flat=True))
    return [
        {"attempt": key, "facts": [_fact(one, sittings) for one in findings]}
        for key, findings in outcome.agreeing.items()
        if key not in had
    ]


def _fact(one: Finding, sittings: Mapping[int, Sitting]) -> dict[str, Any]:
    tasks: list[int] = []
    if one.indicator == Indicator.SIMILAR and one.partner is not None:
        tasks = same_wrong_answers(sittings[one.sitting], sittings[one.partner])
    items = Item.objects.filter(versions__in=tasks).select_related("bank").order_by("number") if tasks else []
    return {
        "indicator": one.indicator.value,
        "p": one.p,
        "rate": one.rate,
        "figures": dict(one.facts),
        "tasks": [str(item) for item in items],
        "partner": one.partner,
    }
