"""New versions of scenarios: checked before they are stored, never changed afterwards, released by a second person."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.lib.canonical import digest
from lms.people.access import scope_of
from lms.people.models import OrgUnit, Role, User

from ...domain.case_proof.findings import unreadable
from ...domain.case_proof.report import Plan, prove
from ...domain.casework.errors import ScenarioInvalid
from ...domain.casework.reading import fault
from ...domain.casework.scenario import Scenario as Script
from ...models import ReviewStep, Scenario, ScenarioVersion
from ...permissions import may_write
from ...selectors.scenarios import script_in
from .items import AuthoringRefused

# The check runs while the author waits, some seconds; `check_scenario` gives the long one.
SHORT_PROOF = Plan(bots=150, budget=2_000, effort=6_000)


def add_scenario_version(*, scenario: Scenario, definition: dict[str, Any], author: User) -> ScenarioVersion:
    """A draft with the report of its check; raises ScenarioInvalid with every problem found."""
    if not may_write(author, scenario):
        raise AuthoringRefused(_("Only authors of this unit can bring in scenarios."))
    _accept(scenario, script_in(definition), definition)
    report = check_report(definition)
    return _store(scenario, definition, report, author)


def create_scenario(*, definition: dict[str, Any], unit: OrgUnit, author: User) -> ScenarioVersion:
    """A scenario new to the academy, kept by a unit in which its author writes."""
    if not scope_of(author, Role.AUTHOR).covers(unit):
        raise AuthoringRefused(_("Only authors of this unit can bring in scenarios."))
    script = script_in(definition)
    code = script.id.upper()
    if Scenario.objects.filter(code=code).exists():
        raise fault("id", "id_taken")
    scenario = Scenario(code=code, unit=unit, title=_texts(definition["title"]), summary=_texts(definition["role"]))
    scenario.full_clean(exclude=["title", "summary"])
    report = check_report(definition)
    with transaction.atomic():
        scenario.save()
        return _store(scenario, definition, report, author)


def check_again(*, version: ScenarioVersion, actor: User) -> ScenarioVersion:
    """Repeat the check of a stored version, as after a change of the engine."""
    report = check_report(version.definition)  # takes seconds, in which others want to write
    with transaction.atomic():
        held = ScenarioVersion.objects.select_for_update(no_key=True).get(
            pk=version.pk, content_hash=version.content_hash
        )
        held.report = report
        held.save(update_fields=["report"])
        record(actor, "scenario_version.checked", held, version=held.number, faults=count_faults(report))
    return held


def check_report(definition: Mapping[str, Any]) -> dict[str, Any]:
    """The proof with few bots and short searches, as it is kept beside the version."""
    try:
        findings = prove(definition, SHORT_PROOF)
    except ScenarioInvalid as invalid:
        findings = [unreadable(problem) for problem in invalid.problems]
    return {
        "findings": [finding.as_data() for finding in findings],
        "checked_at": timezone.now().isoformat(timespec="seconds"),
    }


def _accept(scenario: Scenario, script: Script, definition: Mapping[str, Any]) -> None:
    if script.id.upper() != scenario.code:
        raise fault("id", "other_scenario", name=scenario.code.lower())
    latest = scenario.versions.order_by("-number").defer("definition").first()
    wanted = latest.number + 1 if latest else 1
    if script.version != wanted:
        raise fault("version", "wrong_version", number=wanted)
    if latest is not None and latest.content_hash == digest({**definition, "version": latest.number}):
        raise fault("version", "same_text", number=latest.number)


@transaction.atomic
def _store(scenario: Scenario, definition: dict[str, Any], report: dict[str, Any], author: User) -> ScenarioVersion:
    Scenario.objects.select_for_update(no_key=True).get(pk=scenario.pk)
    if scenario.versions.filter(number=definition["version"]).exists():
        raise AuthoringRefused(_("Somebody has just brought in a version of this number."))
    version = ScenarioVersion.objects.create(
        scenario=scenario,
        number=definition["version"],
        definition=definition,
        content_hash=digest(definition),
        report=report,
        author=author,
    )
    ReviewStep.objects.create(
        scenario_version=version, kind=ReviewStep.Kind.DRAFTED, actor=author, at=version.created_at
    )
    record(
        author,
        "scenario_version.drafted",
        version,
        scenario=scenario.code,
        version=version.number,
        hash=version.content_hash,
        faults=count_faults(report),
    )
    return version


def count_faults(report: Mapping[str, Any]) -> int:
    return sum(bool(finding["is_fault"]) for finding in report["findings"])


def _texts(value: object) -> dict[str, str]:
    """A plain word in the file counts for every language."""
    return dict(value) if isinstance(value, Mapping) else {"en": str(value)}
