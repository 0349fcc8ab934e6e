"""What stops a start is said in one line, with what to change."""

import os
import subprocess
import sys

import pytest

from lms.settings.environment import ROOT


def started(**environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", "run_all"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "lms.settings.dev", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("port", "words"), [("abc", "not a whole number"), ("70000", "is no port"), ("0", "is no port")]
)
def test_a_port_that_is_none_is_named(tmp_path, port, words):
    found = started(PORT=port, ACADEMY_DATA=str(tmp_path))
    assert found.returncode == 1 and words in found.stderr
    assert "Traceback" not in found.stderr


def test_a_place_for_the_data_that_is_no_folder_is_named(tmp_path):
    (tmp_path / "file").touch()
    found = started(ACADEMY_DATA=str(tmp_path / "file"))
    assert found.returncode == 1 and "ACADEMY_DATA" in found.stderr
    assert "Traceback" not in found.stderr
