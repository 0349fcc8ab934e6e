"""Regrades of a bank: what waits, what was decided, and what a decided one did."""

from django.db.models import Count, QuerySet

from lms.people.access import visible
from lms.people.models import User

from ...domain.regrade_report import Line
from ...domain.regrades import Change
from ...models import AttemptResult, Evidence, ItemBank, Regrade


def regrades_of(bank: ItemBank) -> QuerySet[Regrade]:
    """Latest first, without keys."""
    regrades = Regrade.objects.filter(version__item__bank=bank)
    return regrades.select_related("version__item__bank__unit", "version__competency", "asked_by", "decided_by")


def regrades_waiting_for_second_person(user: User) -> QuerySet[Regrade]:
    """Proposed by somebody else, on items that somebody else wrote, in the banks of this person; oldest first."""
    waiting = Regrade.objects.filter(status=Regrade.Status.WAITING, version__item__bank__in=visible(user, ItemBank))
    others = waiting.exclude(asked_by=user).exclude(version__author=user)
    return others.select_related("version__item__bank", "asked_by").order_by("asked_at")


def lines_written_by(regrade: Regrade) -> list[Line]:
    """What an approved regrade did, from the results it wrote and those before them; three queries."""
    results = list(regrade.results.select_related("attempt__learner", "attempt__examination").order_by("attempt_id"))
    drawn = regrade.results.values("attempt_id")
    former = {(one.attempt_id, one.number): one for one in AttemptResult.objects.filter(attempt_id__in=drawn)}
    ended = Evidence.objects.filter(attempt_id__in=drawn, superseded_at=regrade.decided_at).values("attempt_id")
    evidence = dict(ended.annotate(count=Count("pk")).values_list("attempt_id", "count"))
    return [
        Line(
            attempt_id=one.attempt_id,
            public_id=one.attempt.public_id,
            learner_id=one.attempt.learner_id,
            name=one.attempt.learner.name,
            examination=one.attempt.examination.code,
            closed_at=one.attempt.closed_at or one.attempt.deadline,
            change=Change(former[one.attempt_id, one.number - 1].outcome, one.outcome),
            evidence=evidence.get(one.attempt_id, 0),
        )
        for one in results
    ]
