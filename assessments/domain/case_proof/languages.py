"""Every text is there in every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .findings import Finding, finding

LOCALES = frozenset({"en", "zh-hant", "zh-hans"})


def language_findings(mapping: Mapping[str, object]) -> Iterator[Finding]:
    incomplete = [(path, sorted(LOCALES - set(text))) for path, text in localised(mapping, "") if set(text) != LOCALES]
    for path, missing in incomplete:
        yield finding("languages", "language_missing", fault=True, path=path, languages=missing)
    if not incomplete:
        yield finding("languages", "languages", texts=sum(1 for _ in localised(mapping, "")))


def localised(node: object, path: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Every text that is written by language, with its path; things with ids go by their id."""
    if isinstance(node, Mapping):
        if node and set(node) <= LOCALES:
            yield path, node
            return
        for key, value in node.items():
            yield from localised(value, f"{path}.{key}".lstrip("."))
    elif isinstance(node, Sequence) and not isinstance(node, str):
        for number, value in enumerate(node):
            name = value.get("id", number) if isinstance(value, Mapping) else number
            yield from localised(value, f"{path}[{name}]")
