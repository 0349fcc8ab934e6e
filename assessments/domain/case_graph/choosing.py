"""By which variables the situations of a case may be told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..casework import expressions as ast
from ..casework.scenario import Case

MOST_VALUES = 12  # of a variable that tells situations apart


def variables_to_choose(case: Case) -> tuple[str, ...]:
    """Those that may tell situations apart, what guards and endings read most first."""
    nodes = [part for guard in _guards(case) for part in ast.walk(guard)]
    read = Counter(node.name for node in nodes if isinstance(node, ast.Variable))
    few = [
        spec
        for spec in case.variables.values()
        if spec.kind is not ast.Kind.INT and len(spec.options or (0, 1)) <= MOST_VALUES
    ]
    return tuple(spec.id for spec in sorted(few, key=lambda spec: (spec.options is None, -read[spec.id])))


def _guards(case: Case) -> Iterator[ast.Node]:
    for holders in (case.forms, case.deeds, case.documents, case.endings):
        yield from (holder.when for holder in holders.values())
    yield from (event.when for event in case.events)
