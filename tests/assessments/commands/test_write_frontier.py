"""The frontier that a case ships with is the one its tables give, in every variant."""

from pathlib import Path
from shutil import copytree

import pytest
from django.core.management import CommandError, call_command

from assessments.management.commands.load_cases import STARTER

FOLDER = STARTER / "sim-5"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(FOLDER, tmp_path / "sim-5"))


def test_what_is_shipped_is_what_the_tables_give() -> None:
    call_command("write_frontier", FOLDER, "--check")


def test_tables_that_were_changed_are_found_out_and_written_anew(folder: Path) -> None:
    path = folder / "tables.yaml"
    shipped = path.read_text(encoding="utf-8")
    path.write_text(shipped.replace("most: {cost: 30,", "most: {cost: 20,"), encoding="utf-8")
    changed = path.read_text(encoding="utf-8")
    with pytest.raises(CommandError, match="out of date"):
        call_command("write_frontier", folder, "--check")
    assert path.read_text(encoding="utf-8") == changed
    call_command("write_frontier", folder)
    written = path.read_text(encoding="utf-8")
    assert written.count("  frontier:\n") == written.count("  frontier_later:\n") == 1
    call_command("write_frontier", folder, "--check")
    path.write_text(written.replace("most: {cost: 20,", "most: {cost: 30,"), encoding="utf-8")
    call_command("write_frontier", folder)
    assert path.read_text(encoding="utf-8") == shipped


def test_limits_without_any_portfolio_are_refused_and_nothing_is_written(folder: Path) -> None:
    path = folder / "tables.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("least: {fix: 1,", "least: {fix: 2,"), encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    with pytest.raises(CommandError, match="No portfolio"):
        call_command("write_frontier", folder)
    assert path.read_text(encoding="utf-8") == before
