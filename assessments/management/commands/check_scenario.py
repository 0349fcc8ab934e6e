"""Prove a scenario before it is published: goldens, bots, reach and witnesses, leakage, laws, languages."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...domain.case_proof.findings import Finding, unreadable
from ...domain.case_proof.report import Plan, prove
from ...domain.casework.errors import ScenarioInvalid
from ...selectors.scenario_words import finding_steps, finding_words, problem_words
from ...services.case_loading import ScenarioFault, read_definition
from .load_cases import STARTER

PROCESSES = 2
Timed = tuple[list[Finding], float]  # and seconds


def timed_proof(definition: dict[str, Any], plan: Plan) -> Timed:
    """In a process of its own: what cannot be read comes back as findings, for an exception would not survive."""
    began = monotonic()
    try:
        findings = prove(definition, plan)
    except ScenarioInvalid as invalid:
        findings = [unreadable(problem) for problem in invalid.problems]
    return findings, monotonic() - began


class Command(BaseCommand):
    help = __doc__
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, help="a folder of YAML files, or one file")
        parser.add_argument("--all", action="store_true", help="every scenario of the starter academy")
        parser.add_argument(
            "--bots", type=int, default=5000, help="random runs of a scenario, over its variants (5000)"
        )
        parser.add_argument("--seed", type=int, default=1, help="seed of the random runs (1)")
        parser.add_argument("--complete", action="store_true", help="walk all states, also when all has been seen")

    def handle(self, *args: Any, **options: Any) -> None:
        sources = [*options["files"]]
        if options["all"]:
            sources += sorted(path for path in STARTER.iterdir() if path.is_dir())
        if not sources:
            raise CommandError("name a scenario, or say --all")
        plan = Plan(bots=options["bots"], seed=options["seed"], is_complete=options["complete"])
        began = monotonic()
        with proofs(sources, plan) as proved:
            faults = sum(self._tell(source, result) for source, result in zip(sources, proved, strict=True))
        self.stdout.write(f"{monotonic() - began:.1f} s")
        if faults:
            raise CommandError(f"{faults} faults")

    def _tell(self, source: Path, result: Timed | str) -> int:
        self.stdout.write(self.style.MIGRATE_HEADING(source.name))
        if isinstance(result, str):
            self.stdout.write(f"  {self.style.ERROR('FAULT')} {result}")
            return 1
        findings, seconds = result
        for finding in findings:
            said = finding.as_data()
            self.stdout.write(f"  {self._sign(finding)} {finding.check:9} {finding_words(said)}")
            for number, step in enumerate(finding_steps(said), start=1):
                self.stdout.write(f"        {number:>3}. {step}")
        self.stdout.write(f"  {seconds:.1f} s")
        return sum(finding.is_fault for finding in findings)

    def _sign(self, finding: Finding) -> str:
        signs = {
            "sound": self.style.SUCCESS("ok   "),
            "warning": self.style.WARNING("look "),
            "fault": self.style.ERROR("FAULT"),
        }
        return signs[finding.weight]


@contextmanager
def proofs(sources: Sequence[Path], plan: Plan) -> Iterator[Iterator[Timed | str]]:
    """The result of each source in their order, or why it could not be read; several are proved at a time."""
    if len(sources) == 1:
        yield (_result(one, plan) for one in map(_definition, sources))
        return
    with ProcessPoolExecutor(PROCESSES) as pool:
        begun = [
            one if isinstance(one, str) else pool.submit(timed_proof, one, plan) for one in map(_definition, sources)
        ]
        yield (one.result() if isinstance(one, Future) else one for one in begun)


def _definition(source: Path) -> dict[str, Any] | str:
    try:
        return read_definition(source)
    except (OSError, ScenarioFault) as fault:
        return str(fault)
    except ScenarioInvalid as invalid:
        return " ".join(map(problem_words, invalid.problems))


def _result(definition: dict[str, Any] | str, plan: Plan) -> Timed | str:
    return definition if isinstance(definition, str) else timed_proof(definition, plan)
