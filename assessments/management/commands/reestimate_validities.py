"""Estimate the validities of the kinds of evidence anew, once a year. Prints a proposal; nothing is applied.

To act on it, write another version of the level model (load_level_models) with the reasons.
"""

from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from ...domain.validities import FEWEST_PEOPLE, reestimate
from ...selectors.evidence_kinds import kind_table
from ...selectors.level_models import model_today


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=1, help="of the samples that the intervals are made of")

    def handle(self, *args: Any, **options: Any) -> None:
        table, model = kind_table(timezone.now()), model_today()
        rng = np.random.default_rng(options["seed"])
        found = reestimate(table.values, table.people, table.competencies, model=model, rng=rng)
        if found is None:
            self.stdout.write(f"Too few: fewer than {FEWEST_PEOPLE} people have shown three kinds within a year.")
            return
        self.stdout.write(f"Level model {model.version}: validity assumed, estimated (90 % interval), people")
        for one in found:
            told = "too few" if one.validity is None else f"{one.validity:.2f} ({one.low:.2f} to {one.high:.2f})"
            mark = "  differs" if one.differs else ""
            self.stdout.write(f"  {one.kind.value:22} {one.assumed:.2f}  {told:22} {one.people:6}{mark}")
