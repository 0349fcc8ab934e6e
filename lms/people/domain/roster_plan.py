"""All that one import would do, to units and to people, and the form in which that is kept for its reader."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from .roster_diff import Kind, Plan
from .roster_rows import Fault
from .unit_rows import UnitKind, UnitPlan

Pair = tuple[Mapping[str, Any], Mapping[str, Any]]  # facts before and after


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A part is None where its file was not given."""

    units: UnitPlan | None
    people: Plan | None

    @property
    def faults(self) -> list[Fault]:
        """Those of the units first: a unit refused may be why its people are."""
        return [*(self.units.faults if self.units else ()), *(self.people.faults if self.people else ())]

    def fingerprint(self) -> str:
        """The same for two plans that would do the same; what was looked at is what may be applied."""
        people = self.people.changes if self.people else ()
        units = self.units.changes if self.units else ()
        effects = [
            [[change.kind, change.before, change.after, change.ends()] for change in people],
            [[change.before(), change.after()] for change in units],
            [fault.as_record() for fault in self.faults],
        ]
        return sha256(json.dumps(effects, sort_keys=True).encode()).hexdigest()

    def counts(self) -> dict[str, int]:
        return {**self._counts_of_people(), **self._counts_of_units()}

    def _counts_of_people(self) -> dict[str, int]:
        if self.people is None:
            return {}
        kinds = [change.kind for change in self.people.changes]
        return {
            **{kind.value: kinds.count(kind) for kind in Kind},
            "unchanged": self.people.unchanged,
            "refused": len(self.people.faults),
        }

    def _counts_of_units(self) -> dict[str, int]:
        if self.units is None:
            return {}
        kinds = [change.kind for change in self.units.changes]
        return {
            **{f"units_{kind.value}": kinds.count(kind) for kind in UnitKind},
            "units_unchanged": self.units.unchanged,
            "units_refused": len(self.units.faults),
        }

    def packed(self) -> bytes:
        """What a reader is shown, small enough to be kept in one field and written in one moment."""
        people = [[change.kind, change.before, change.after] for change in (self.people.changes if self.people else ())]
        units = [[one.kind, one.before(), one.after()] for one in (self.units.changes if self.units else ())]
        return zlib.compress(json.dumps({"people": people, "units": units}).encode(), level=3)


def unpacked(content: bytes, part: str) -> dict[str, list[Pair]]:
    """The kept changes of "people" or "units", by kind."""
    found: dict[str, list[Pair]] = {}
    for kind, before, after in json.loads(zlib.decompress(content))[part] if content else ():
        found.setdefault(kind, []).append((before, after))
    return found
