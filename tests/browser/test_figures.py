"""The figures of the starter academy against raw evidence: every unit, own staff and post, every competency."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_published_cell_equals_an_independent_recomputation(academy, environment):
    command = [sys.executable, "-m", "tests.browser.recomputed"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
