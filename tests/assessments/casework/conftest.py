"""SIM-1 with two of its variants, live, on a framework that has the competencies it speaks of."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.management.commands.load_cases import STARTER
from assessments.models import CaseRun, Scenario
from assessments.selectors.scenarios import script_of
from assessments.services.case_loading import Signatories, load_version, read_definition
from assessments.services.casework import act, start_exam, start_practice
from lms.competencies.models import Competency, Framework
from tests.assessments.domain.casework.desk import with_two_variants

NOW = timezone.now()


@pytest.fixture(scope="session")
def definition() -> dict[str, Any]:
    return with_two_variants(read_definition(STARTER / "sim-1"))


@pytest.fixture
def scenario(framework: Framework, definition) -> Scenario:
    area = framework.competencies.first().area
    for position, code in enumerate(["S5", "D3", "P5"], start=10):
        Competency.objects.create(
            framework=framework, area=area, code=code, name={"en": f"Competency {code}"}, position=position
        )
    framework.save()
    version, _ = load_version(definition, report={}, signed=Signatories())
    return version.scenario


@pytest.fixture
def second(scenario: Scenario, framework: Framework) -> Scenario:
    """SIM-2 as it ships."""
    area = framework.competencies.first().area
    for position, code in enumerate(["P2", "P3", "P4", "P5", "C4"], start=20):
        words = {"area": area, "name": {"en": f"Competency {code}"}, "position": position}
        Competency.objects.get_or_create(framework=framework, code=code, defaults=words)
    framework.save()
    version, _ = load_version(read_definition(STARTER / "sim-2"), report={}, signed=Signatories())
    return version.scenario


@pytest.fixture
def practice(scenario, ada) -> CaseRun:
    return start_practice(scenario=scenario, learner=ada, variant="a", at=NOW)


@pytest.fixture
def exam(scenario, ada) -> CaseRun:
    return start_exam(scenario=scenario, learner=ada, session_key="desk", at=NOW)


def with_modes(definition: Mapping[str, Any], **modes: list[str]) -> dict[str, Any]:
    """The next version of a definition, in which the variants named are offered for these modes only."""
    variants = [{**one, "modes": modes[one["id"]]} if one["id"] in modes else one for one in definition["variants"]]
    return {**definition, "version": definition["version"] + 1, "variants": variants}


def offer(definition: Mapping[str, Any], **modes: list[str]) -> Scenario:
    """Put that version in use."""
    version, _ = load_version(with_modes(definition, **modes), report={}, signed=Signatories())
    return version.scenario


@pytest.fixture
def desk(client, ada, scenario):
    """Ada signed in, at a practice desk of variant A."""
    client.force_login(ada)
    return client


@pytest.fixture
def sitting(desk, ada):
    """An examination that Ada has started in this browser."""
    desk.post(reverse("assessments:case", args=["SIM-1"]), {"mode": "exam"})
    return CaseRun.objects.get(learner=ada, mode="exam")


def golden(run: CaseRun, name: str) -> list[Mapping[str, Any]]:
    found = script_of(run.version).case(run.variant).golden(name)
    assert found is not None
    return [dict(action) for action in found.play]


def play(run: CaseRun, log: list[Mapping[str, Any]], *, at=NOW) -> CaseRun:
    for step, action in enumerate(log, start=run.actions.count()):
        run = act(run=run, action=action, seen=step, session_key="desk", at=at + timedelta(seconds=step))
    return run
