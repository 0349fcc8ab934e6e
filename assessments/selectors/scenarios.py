"""Scenario versions as the engine reads them, and what was done in a run."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from lms.competencies.selectors.framework import competencies
from lms.people.access import Actor, visible

from ..domain.casework.loading import load_scenario
from ..domain.casework.reading import fault
from ..domain.casework.scenario import Scenario as Script
from ..models import CaseAction, CaseRun, ScenarioVersion

VERSIONS_KEPT = 32  # in each process; a version never changes, so an entry is never stale

Log = list[dict[str, Any]]


def script_of(version: ScenarioVersion) -> Script:
    """The version as checked values; read from the database once a process."""
    return _script(version.content_hash, version.pk)


def script_in(definition: Mapping[str, Any]) -> Script:
    """What an author wrote as checked values, on competencies that exist; raises ScenarioInvalid."""
    script = load_scenario(definition)
    unknown = [claim.competency for claim in script.claims if claim.competency not in competencies()]
    if unknown:
        raise fault("claims", "unknown_competency", name=", ".join(unknown))
    return script


def log_of(run: CaseRun) -> Log:
    """Every act so far, in order: one query, however many there are."""
    return list(CaseAction.objects.filter(run=run).order_by("seq").values_list("action", flat=True))


def live_versions() -> QuerySet[ScenarioVersion]:
    return (
        ScenarioVersion.objects.filter(status=ScenarioVersion.Status.LIVE)
        .select_related("scenario")
        .defer("definition", "report")
        .order_by("scenario__code")
    )


def live_version(code: str) -> ScenarioVersion | None:
    return live_versions().filter(scenario__code=code).first()


def runs_with_version() -> QuerySet[CaseRun]:
    """Runs with all that a page needs of their version, which is not its definition."""
    return CaseRun.objects.select_related("version__scenario", "learner").defer(
        "version__definition", "version__report"
    )


def run_of(user: Actor, public_id: UUID) -> CaseRun | None:
    """The run, if this person may see it."""
    return runs_with_version().filter(pk__in=visible(user, CaseRun).values("pk"), public_id=public_id).first()


@lru_cache(maxsize=VERSIONS_KEPT)
def _script(content_hash: str, version_id: int) -> Script:
    return load_scenario(ScenarioVersion.objects.values_list("definition", flat=True).get(pk=version_id))


def forget_scripts() -> None:
    """As after a restart of the process."""
    _script.cache_clear()
