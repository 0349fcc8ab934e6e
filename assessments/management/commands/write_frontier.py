"""Work out what a case's portfolio can reach at best, for every way to weigh its criteria, and write it as tables."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...domain.casework.model_parts import read_tables
from ...domain.casework.reading import Reader
from ...domain.casework.variants import overlay
from ...domain.portfolio import NothingFits, Tree, frontiers
from ...services.case_loading import read_definition

FILE = "tables.yaml"
MARK = "  # Written by manage.py write_frontier, by variant and one word for each criterion: change what is above it.\n"


class Command(BaseCommand):
    help = __doc__
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="of a scenario that keeps its tables in tables.yaml")
        parser.add_argument("--check", action="store_true", help="write nothing; fail if the tables are out of date")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["folder"] / FILE
        held = path.read_text(encoding="utf-8")
        try:
            text = with_frontiers(held, read_definition(options["folder"]))
        except NothingFits as error:
            raise CommandError("No portfolio keeps all limits.") from error
        if text != held and options["check"]:
            raise CommandError(f"{path} is out of date; run manage.py write_frontier {options['folder']}")
        path.write_text(text, encoding="utf-8")
        self.stdout.write(f"{path}: {'unchanged' if text == held else 'written'}")


def with_frontiers(held: str, definition: Mapping[str, Any]) -> str:
    """The file of tables with its frontiers as they follow from the tables of each variant."""
    by_variant = {variant["id"]: _frontiers(definition, variant) for variant in definition["variants"]}
    names = dict.fromkeys(name for trees in by_variant.values() for name in trees)
    written = held.partition(MARK)[0] + MARK
    for name in names:
        tree: Tree = {variant: trees[name] for variant, trees in by_variant.items()}
        written += "".join(f"{line}\n" for line in _lines(name, tree, indent="  "))
    return written


def _frontiers(definition: Mapping[str, Any], variant: Mapping[str, Any]) -> dict[str, Tree]:
    changes = variant.get("overrides", {}).get("tables", {})
    tables = Reader({"tables": overlay(definition["tables"], changes, "tables")}, "").fields("tables")
    return frontiers(read_tables(tables))


def _lines(name: str, tree: Tree, *, indent: str) -> Iterator[str]:
    """The last two axes stand on one line."""
    if isinstance(tree, int) or _depth(tree) <= 2:
        yield f"{indent}{name}: {_flow(tree)}"
        return
    yield f"{indent}{name}:"
    for word, below in tree.items():
        yield from _lines(word, below, indent=f"{indent}  ")


def _depth(tree: Tree) -> int:
    return 1 + _depth(next(iter(tree.values()))) if isinstance(tree, dict) else 0


def _flow(tree: Tree) -> str:
    if isinstance(tree, int):
        return str(tree)
    return "{" + ", ".join(f"{word}: {_flow(below)}" for word, below in tree.items()) + "}"
