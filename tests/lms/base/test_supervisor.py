"""Nothing outlives the one command: not even what a child started and left behind."""

import sys
import threading
from pathlib import Path

from lms.base.supervisor import Child

# Starts a grandchild, writes its number down and falls.
FALLS = """
import os, subprocess, sys
grandchild = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
with open(sys.argv[1], "a") as kept:
    kept.write(f"{grandchild.pid}\\n")
sys.exit(1)
"""


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in {"Z", "X"}
    except FileNotFoundError:
        return False


def test_what_a_fallen_child_left_behind_is_ended(tmp_path):
    kept = tmp_path / "pids"
    child = Child("falls", [sys.executable, "-c", FALLS, str(kept)])
    child.start()
    assert child.process is not None
    child.process.wait(timeout=20)
    left = int(kept.read_text())
    assert is_running(left)
    child.end_group()
    ended = threading.Event()
    for _ in range(200):
        if not is_running(left):
            break
        ended.wait(0.01)
    assert not is_running(left)
