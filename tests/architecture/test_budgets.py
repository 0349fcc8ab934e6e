"""The size budgets of the house: what grows past them hides a concept that has not been named yet."""

import ast
import subprocess
from functools import cache
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[2]
CODE = ("lms", "assessments", "courses", "certificates", "analytics")
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "api"}
LONGEST_FILE, FILE_MEDIAN, FILE_P95 = 400, 60, 250
LONGEST_FUNCTION, FUNCTION_P95 = 60, 30
POSITIONAL_ARGUMENTS = 4  # one more than house style asks: the reducer of cases has four by its nature
# Signatures that a framework dictates: its caller passes these by position.
DICTATED = {"handle", "__init__", "__call__", "__exit__", "set_autocommit", "clean", "render", "formfield_for_dbfield"}


@cache
def modules() -> dict[Path, str]:
    paths = [
        path
        for folder in CODE
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts and path.stat().st_size
    ]
    return {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in paths}


@cache
def functions() -> list[tuple[str, ast.FunctionDef]]:
    return [
        (f"{path}:{node.lineno} {node.name}", node)
        for path, text in modules().items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
    ]


def length(node: ast.FunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_stay_within_their_budget():
    sizes = {str(path): text.count("\n") + 1 for path, text in modules().items()}
    assert not {path: size for path, size in sizes.items() if size > LONGEST_FILE}
    assert median(sizes.values()) <= FILE_MEDIAN
    assert quantiles(sizes.values(), n=20)[-1] <= FILE_P95


def test_functions_stay_within_their_budget():
    sizes = {name: length(node) for name, node in functions()}
    assert not {name: size for name, size in sizes.items() if size > LONGEST_FUNCTION}
    assert quantiles(sizes.values(), n=20)[-1] <= FUNCTION_P95


def test_arguments_beyond_the_fourth_are_named():
    crowded = [
        name
        for name, node in functions()
        if node.name not in DICTATED
        and len([one for one in node.args.posonlyargs + node.args.args if one.arg not in {"self", "cls"}])
        > POSITIONAL_ARGUMENTS
    ]
    assert not crowded


def test_modules_are_named_after_what_they_hold():
    assert not [str(path) for path in modules() if path.stem in FORBIDDEN_NAMES or FORBIDDEN_NAMES & set(path.parts)]


def test_the_root_holds_only_the_mandated_folders():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    folders = {line.split("/")[0] for line in tracked.splitlines() if "/" in line}
    assert folders <= {*CODE, "templates", "tests", "docs", "benchmarks", "requirements", ".ci"}


# Django writes the help of password fields as a list; no help text comes from a person.
MARKED_SAFE = {"templates/components/field_notes.html"}


def test_no_template_marks_text_as_safe_or_carries_inline_code():
    offenders = []
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if any(sign in text for sign in ("|safe", " style=", "onclick=", "onchange=", "<style")):
            offenders.append(str(path.relative_to(ROOT)))
    assert set(offenders) <= MARKED_SAFE
