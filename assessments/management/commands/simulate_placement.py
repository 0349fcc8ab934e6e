"""How a bank would serve placements: simulated people of known ability work through one block an area.

The same seed gives the same figures. Errors are in levels; a share of 35 % is the exposure cap.
"""

from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import astuple
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...domain.adaptive.pool import Pool
from ...domain.adaptive.simulation import Report, World, simulate
from ...models import ItemBank
from ...selectors.placements import BANK, pools_by_area

PERCENT: Callable[[Any], str] = "{:.1%}".format
LEVELS: Callable[[Any], str] = "{:.3f}".format
COLUMNS: list[tuple[str, Callable[[Any], str]]] = [
    ("area", str),
    ("items", str),
    ("people", str),
    ("mean length", "{:.1f}".format),
    ("RMSE", LEVELS),
    ("bias", "{:+.3f}".format),
    ("in range", PERCENT),
    ("competency in range", PERCENT),
    ("competency told", PERCENT),
    ("max exposure", PERCENT),
    ("mean exposure", PERCENT),
    ("unused", str),
    ("overlap", PERCENT),
]


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=500)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--bank", default=BANK)
        parser.add_argument(
            "--guessing", type=float, default=0.0, help="chance of a right answer without knowledge, 0 to 1"
        )
        parser.add_argument(
            "--difference", type=float, default=0.0, help="levels by which competencies of an area differ in a person"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        bank = ItemBank.objects.filter(code=options["bank"]).first()
        if bank is None:
            raise CommandError(f"there is no item bank {options['bank']}")
        if options["people"] < 1 or not 0 <= options["guessing"] < 1:
            raise CommandError("--people is at least 1, --guessing from 0 to below 1")
        pools = pools_by_area(bank)
        if not pools:
            raise CommandError(f"item bank {bank.code} holds no live item of one or several right answers")
        world = World(guessing=options["guessing"], difference=options["difference"])
        reports = [
            simulate(area, Pool(items), people=options["people"], seed=options["seed"], world=world)
            for area, items in pools.items()
        ]
        self.stdout.write("\n".join(_table(reports)))


def _table(reports: list[Report]) -> list[str]:
    heads = [head for head, _ in COLUMNS]
    rows = [[write(value) for (_, write), value in zip(COLUMNS, astuple(report), strict=True)] for report in reports]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    return ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in [heads, *rows]]
