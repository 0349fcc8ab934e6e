"""Derive the Simplified Chinese of lessons, items and scenarios from their Traditional Chinese."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand, CommandError

from lms.base.simplifying import simplifier
from lms.lib.simplified import derive_document, fill_in
from lms.settings.environment import ROOT

CATALOGUE = "courses/starter/catalogue/courses.yaml"
LESSONS = "courses/starter/lessons/*/*.zh-hant.yaml"
FILLED = ("assessments/starter/items/*.yaml", "assessments/starter/scenarios/*/*.yaml")
NOTICE = "# Derived from {source} by write_simplified: correct that text or the term table, not this file.\n"


class Command(BaseCommand):
    help = "Write the Simplified Chinese lessons and fill it in beside the Traditional of items and scenarios."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Write nothing; fail if a text is out of date.")

    def handle(self, *args: Any, **options: Any) -> None:
        texts = derived_texts(ROOT, simplify=simplifier())
        stale = {path: text for path, text in texts.items() if not path.exists() or _read(path) != text}
        orphans = sorted(set(ROOT.glob(LESSONS.replace("zh-hant", "zh-hans"))) - set(texts))
        if options["check"]:
            _refuse(sorted([*stale, *orphans]), root=ROOT)
        for path, text in stale.items():
            path.write_text(text, encoding="utf-8")
        for path in orphans:
            path.unlink()
        self.stdout.write(f"{len(texts)} texts: {len(stale)} written, {len(orphans)} without a source removed.")


def derived_texts(root: Path, *, simplify: Callable[[str], str]) -> dict[Path, str]:
    """Each file that holds derived text, with the text it should hold."""
    titles = _catalogue_titles(root / CATALOGUE)
    texts = {}
    for source in sorted(root.glob(LESSONS)):
        target = source.with_name(source.name.replace("zh-hant", "zh-hans"))
        texts[target] = _lesson(source, simplify=simplify, titles=titles)
    for path in sorted(path for pattern in FILLED for path in root.glob(pattern)):
        try:
            texts[path] = fill_in(_read(path), simplify=simplify)
        except (ValueError, yaml.YAMLError) as error:
            raise CommandError(f"{path.relative_to(root)}: {error}") from error
    return texts


def _lesson(source: Path, *, simplify: Callable[[str], str], titles: dict[tuple[str, str], str]) -> str:
    text = _read(source)
    lesson = yaml.safe_load(text)
    course, _, _number = lesson["lesson"].partition("/")
    title = titles.get((course, lesson["slug"]))
    replaced = {"title": title} if title else {}
    return NOTICE.format(source=source.name) + derive_document(text, simplify=simplify, replaced=replaced)


def _catalogue_titles(catalogue: Path) -> dict[tuple[str, str], str]:
    """Titles written by hand in Simplified, by course code and slug."""
    if not catalogue.exists():
        return {}
    return {
        (course["code"], lesson["slug"]): lesson["title"]["zh-hans"]
        for course in yaml.safe_load(_read(catalogue))["courses"]
        for lesson in course.get("lessons", ())
        if "zh-hans" in lesson["title"]
    }


def _refuse(paths: list[Path], *, root: Path) -> None:
    if paths:
        names = "\n".join(f"  {path.relative_to(root)}" for path in paths)
        raise CommandError(f"Out of date; run manage.py write_simplified:\n{names}")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
