"""Prove a scenario before it is published: goldens, bots, leakage, reach, time, cover, equal variants."""

from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...domain.case_proof import prove, unreadable
from ...domain.casework.errors import ScenarioInvalid
from ...selectors.scenario_words import finding_words
from ...services.case_loading import ScenarioFault, read_definition
from .load_cases import STARTER


class Command(BaseCommand):
    help = __doc__
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, help="a folder of YAML files, or one file")
        parser.add_argument("--all", action="store_true", help="every scenario of the starter academy")
        parser.add_argument("--bots", type=int, default=500, help="random runs of each variant (500)")
        parser.add_argument("--seed", type=int, default=1, help="seed of the random runs (1)")
        parser.add_argument("--without-search", action="store_true", help="leave out the search of all states")

    def handle(self, *args: Any, **options: Any) -> None:
        sources = [*options["files"]]
        if options["all"]:
            sources += sorted(path for path in STARTER.iterdir() if path.is_dir())
        if not sources:
            raise CommandError("name a scenario, or say --all")
        faults = sum(self._check(source, options) for source in sources)
        if faults:
            raise CommandError(f"{faults} faults")

    def _check(self, source: Path, options: dict[str, Any]) -> int:
        began = monotonic()
        self.stdout.write(self.style.MIGRATE_HEADING(source.name))
        try:
            findings = prove(
                read_definition(source),
                runs=options["bots"],
                seed=options["seed"],
                with_search=not options["without_search"],
            )
        except ScenarioInvalid as invalid:
            findings = [unreadable(problem) for problem in invalid.problems]
        except (OSError, ScenarioFault) as fault:
            self.stdout.write(f"  {self.style.ERROR('FAULT')} {fault}")
            return 1
        for finding in findings:
            sign = self.style.ERROR("FAULT") if finding.is_fault else self.style.SUCCESS("ok   ")
            self.stdout.write(f"  {sign} {finding.check:9} {finding_words(finding.as_data())}")
        self.stdout.write(f"  {monotonic() - began:.1f} s")
        return sum(finding.is_fault for finding in findings)
