"""Whatever is written into the audit log has words there, for auditors who read no code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import lms
from lms.people.selectors.audit_words import ACTIONS

ROOT = Path(lms.__file__).parents[1]
APPS = ("lms", "assessments", "courses", "certificates", "analytics")
ACT = re.compile(r"[a-z_]+\.[a-z_0-9]+")
WRITERS = {"record", "Entry"}


def acts_written() -> Iterator[tuple[str, str]]:
    """Each act with the file that writes it, as far as it is named on the spot."""
    for path in (path for app in APPS for path in (ROOT / app).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WRITERS:
                for given in [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "action")]:
                    for part in ast.walk(given):
                        if isinstance(part, ast.Constant) and ACT.fullmatch(str(part.value)):
                            yield str(part.value), str(path.relative_to(ROOT))


def test_every_act_has_words():
    found = dict(acts_written())
    assert len(found) > 150
    assert {act: path for act, path in found.items() if act not in ACTIONS} == {}
