"""Load the simulated cases of the starter academy; a changed case needs a higher version number."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lms.people.models import OrgUnit, User

from ...domain.case_proof.report import Plan, prove
from ...domain.casework.errors import ScenarioInvalid
from ...selectors.scenario_words import finding_words, problem_words
from ...services.case_loading import (
    ScenarioFault,
    Signatories,
    VersionTaken,
    is_held,
    load_version,
    read_definition,
)

STARTER = Path(__file__).resolve().parents[2] / "starter" / "scenarios"
AT_LOADING = Plan(bots=60, budget=0)  # a short proof, without searches; `check_scenario` gives the long one


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        signed = _signatories()
        for folder in sorted(path for path in STARTER.iterdir() if path.is_dir()):
            try:
                self._load(folder, signed)
            except VersionTaken as taken:
                # What is held may have been released at the desk; an academy must start all the same.
                self.stderr.write(f"{folder.name} was left as it is. {taken}")
            except ScenarioInvalid as invalid:
                lines = [f"{problem.path}: {problem_words(problem)}" for problem in invalid.problems]
                raise CommandError("\n".join([f"{folder.name}:", *lines])) from invalid
            except ScenarioFault as fault:
                raise CommandError(f"{folder.name}: {fault}") from fault

    def _load(self, folder: Path, signed: Signatories) -> None:
        definition = read_definition(folder)
        findings = [] if is_held(definition) else prove(definition, AT_LOADING)  # takes seconds, at every start
        faults = [finding for finding in findings if finding.is_fault]
        if faults:
            raise ScenarioFault("; ".join(f"{fault.check}: {finding_words(fault.as_data())}" for fault in faults))
        report = {"findings": [one.as_data() for one in findings]}
        version, change = load_version(definition, report=report, signed=signed)
        self.stdout.write(f"scenario {version.scenario.code} version {version.number}: {change}")


def _signatories() -> Signatories:
    people = {user.email.split("@")[0]: user for user in User.objects.filter(is_demo=True, grants__isnull=False)}
    return Signatories(
        author=people.get("author"),
        reviewer=people.get("reviewer"),
        unit=OrgUnit.objects.filter(parent=None).first(),
    )
