"""Small pieces of YAML as an author writes them into a box, without anchors; what is no YAML stays as written."""

import json
from typing import Any

import yaml
from yaml.events import AliasEvent

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 30
ENDLESS = 10**6  # characters a line


class _Plain(yaml.SafeDumper):
    """Writes the same thing twice rather than an alias to it."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def on_one_line(value: object) -> str:
    """A word as itself, anything else in brackets."""
    if isinstance(value, str):
        return value
    text: str = yaml.dump(
        value, Dumper=_Plain, default_flow_style=True, allow_unicode=True, sort_keys=False, width=ENDLESS
    )
    return text.removesuffix("\n").removesuffix("\n...")


def on_many_lines(value: object) -> str:
    """Entries a line each, the innermost in brackets."""
    if isinstance(value, str):
        return value
    if value in ({}, []):
        return ""
    text: str = yaml.dump(value, Dumper=_Plain, default_flow_style=None, allow_unicode=True, sort_keys=False, width=110)
    return text.strip()


def understood(text: str) -> Any:
    """The value that the text stands for, as the database gives it back; the text itself if it is no YAML."""
    try:
        if _repeats_or_is_deep(text):
            return text
        return json.loads(json.dumps(yaml.load(text, Loader=LOADER), default=str, allow_nan=False))  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return text


def _repeats_or_is_deep(text: str) -> bool:
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST or isinstance(event, AliasEvent):
            return True
    return False
