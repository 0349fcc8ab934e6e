"""What an import would do beside what is held: new figures, corrected ones, and what is here already."""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any

from lms.people.domain.roster_rows import Fault

from .rows import Reported

Key = tuple[str, str, date]  # unit, indicator, month
Held = Mapping[Key, tuple[float, float]]


class Kind(StrEnum):
    NEW = "new"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Change:
    kind: Kind
    reported: Reported
    before: tuple[float, float] | None = None

    def as_record(self) -> list[Any]:
        one = self.reported
        after = [one.numerator, one.denominator]
        return [self.kind.value, one.unit, one.indicator, one.month.isoformat(), after, self.before and [*self.before]]


@dataclass(frozen=True, slots=True)
class Plan:
    changes: list[Change]
    unchanged: int
    faults: list[Fault]
    unfilled: int = 0  # rows without a figure

    def counts(self) -> dict[str, int]:
        kinds = [change.kind for change in self.changes]
        return {
            **{kind.value: kinds.count(kind) for kind in Kind},
            "unchanged": self.unchanged,
            "refused": len(self.faults),
            "unfilled": self.unfilled,
        }

    def records(self) -> list[list[Any]]:
        return [change.as_record() for change in self.changes]

    def fingerprint(self) -> str:
        """The same for two plans that would do the same; what was looked at is what may be applied."""
        effects = [self.records(), [fault.as_record() for fault in self.faults]]
        return sha256(json.dumps(effects, sort_keys=True).encode()).hexdigest()

    def packed(self) -> bytes:
        return zlib.compress(json.dumps(self.records()).encode(), level=3)


def plan(rows: Iterable[Reported], held: Held, faults: list[Fault], *, unfilled: int = 0) -> Plan:
    changes, unchanged = list[Change](), 0
    for row in rows:
        before = held.get(row.key)
        if before is None:
            changes.append(Change(Kind.NEW, row))
        elif before != (row.numerator, row.denominator):
            changes.append(Change(Kind.CORRECTED, row, before))
        else:
            unchanged += 1
    return Plan(changes, unchanged, faults, unfilled)


def unpacked(content: bytes) -> list[list[Any]]:
    return list(json.loads(zlib.decompress(content))) if content else []
