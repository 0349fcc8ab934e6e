"""Try the level model in force on made-up people: how many of its verdicts would be wrong."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...domain.level_model import EvidenceKind
from ...domain.level_study import REQUIRED, Outcome, face_value, gathered
from ...selectors.level_models import model_today

PEOPLE, FEWEST, SEED = 50_000, 1_000, 1
TRIALS = {
    "exam_and_two_cases": (1.0, "Examination and two cases, as the table says"),
    "validities_20_lower": (0.8, "The same, true validities 20 % lower"),
    "validities_35_lower": (0.65, "The same, true validities 35 % lower"),
}


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", type=int, default=PEOPLE)
        parser.add_argument("--seed", type=int, default=SEED)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        people, seed = options["people"], options["seed"]
        if people < FEWEST:
            raise CommandError(f"Fewer than {FEWEST} people say nothing.")
        model = model_today()
        told: dict[str, tuple[str, Outcome]] = {
            "self_rating": ("Self-rating believed", face_value(model, people, np.random.default_rng(seed)))
        }
        for name, (validity, words) in TRIALS.items():
            told[name] = words, gathered(model, people, np.random.default_rng(seed), validity=validity)
        shared = model.kinds[EvidenceKind.SIMULATION].dependence
        told["errors_shared"] = (
            "As the table says, the two cases sharing errors as it says",
            gathered(model, people, np.random.default_rng(seed), shared=shared),
        )
        if options["json"]:
            found = {name: asdict(outcome) for name, (_, outcome) in told.items()}
            about = {"model": model.version, "people": people, "seed": seed, "required": REQUIRED}
            self.stdout.write(json.dumps({**about, "outcomes": found}, indent=2))
            return
        self._print(model.version, people, told)

    def _print(self, version: str, people: int, told: Mapping[str, tuple[str, Outcome]]) -> None:
        self.stdout.write(f"Level model {version}, {people} made-up people, level {REQUIRED} required; per cent")
        self.stdout.write(f"{'':60} {'wrong meets':>12} {'wrong gaps':>11} {'undetermined':>13}")
        for words, one in told.values():
            self.stdout.write(
                f"{words:60} {100 * one.wrong_meets:12.1f} {100 * one.wrong_gaps:11.1f} {100 * one.undetermined:13.1f}"
            )
