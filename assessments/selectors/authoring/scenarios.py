"""Scenarios at the authors' desk. Definitions are large and secret: only the page of a version reads one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.shortcuts import get_object_or_404

from lms.people.access import visible
from lms.people.models import User

from ...models import CaseRun, ReviewStep, Scenario, ScenarioVersion, last_step

Status = ScenarioVersion.Status
LONGEST_VALUE = 400  # characters shown of each side of a difference


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that two definitions do not share; an empty side means that it is not there."""

    path: str
    before: str
    after: str


def scenario_rows(user: User) -> QuerySet[Scenario]:
    """By code, with counts; one query, however many there are."""
    latest = ScenarioVersion.objects.filter(scenario=OuterRef("pk")).order_by("-number")
    return (
        visible(user, Scenario)
        .select_related("unit")
        .annotate(
            live_number=Max("versions__number", filter=Q(versions__status=Status.LIVE)),
            versions_count=Count("versions"),
            latest_number=Subquery(latest.values("number")[:1]),
            latest_status=Subquery(latest.values("status")[:1]),
            latest_step=Subquery(latest.annotate(step=last_step("scenario_version")).values("step")[:1]),
        )
    )


def scenarios_waiting_for_second_person(user: User) -> QuerySet[ScenarioVersion]:
    """Drafts sent to review by somebody else, where this person works; oldest first."""
    return (
        ScenarioVersion.objects.filter(scenario__in=visible(user, Scenario), status=Status.DRAFT)
        .exclude(author=user)
        .annotate(last_step=last_step("scenario_version"))
        .filter(last_step=ReviewStep.Kind.SUBMITTED)
        .select_related("scenario", "author")
        .defer("definition")
        .order_by("created_at")
    )


def versions_of(scenario: Scenario) -> QuerySet[ScenarioVersion]:
    """Latest first, without definitions."""
    return (
        scenario.versions.select_related("scenario__unit", "author", "reviewer")
        .annotate(
            last_step=last_step("scenario_version"), runs_count=Count("runs", filter=~Q(runs__mode=CaseRun.Mode.TEST))
        )
        .defer("definition")
        .order_by("-number")
    )


def version_at_desk(scenario: Scenario, number: int) -> ScenarioVersion:
    """One version with its steps; 404 if there is none of that number."""
    return get_object_or_404(versions_of(scenario).prefetch_related("steps__actor"), number=number)


def test_runs(user: User, version: ScenarioVersion) -> QuerySet[CaseRun]:
    """This person's own test plays of the version, latest first."""
    return CaseRun.objects.filter(learner=user, version=version, mode=CaseRun.Mode.TEST).order_by("-started_at")


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """What changed from one definition to the other, by path; things with ids are compared by id."""
    old, new = dict(_flat(before, "")), dict(_flat(after, ""))
    return [
        Difference(path, _short(old.get(path, "")), _short(new.get(path, "")))
        for path in dict.fromkeys([*old, *new])
        if old.get(path) != new.get(path)
    ]


def _flat(node: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, Mapping) and node:
        for key, value in node.items():
            yield from _flat(value, f"{path}.{key}" if path else str(key))
    elif isinstance(node, list) and any(isinstance(part, dict | list) for part in node):
        for place, part in enumerate(node):
            name = part.get("id", place) if isinstance(part, Mapping) else place
            yield from _flat(part, f"{path}[{name}]")
    else:
        yield path, ", ".join(map(str, node)) if isinstance(node, list) else str(node)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]} …"
