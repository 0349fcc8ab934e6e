"""What candidates were promised, kept outside the academy; and the comparison with what the academy holds.

A line is written, and synchronised to the disk, for every answer just before it is sent and for everything that was
acknowledged just after the reply. Nothing that kills the academy touches it.
"""

import json
import os
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection

from assessments.models import Attempt, Evidence, Response
from lms.base.audit import faults
from lms.base.models import AuditEvent

Place = tuple[str, int]  # public id of the attempt, position


class Ledger:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)

    def write(self, **line: Any) -> None:
        os.write(self._file, json.dumps(line).encode() + b"\n")
        os.fdatasync(self._file)

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines()]


@dataclass
class Audit:
    """The join of ledger and database; every count but the first three should be nought."""

    answers: int = 0
    attempts: int = 0
    handed_in: int = 0
    lost: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)  # the database holds what nobody sent
    not_closed: list[str] = field(default_factory=list)
    not_once: list[str] = field(default_factory=list)  # results, evidence or log entries missing or doubled
    damage: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.unasked or self.not_closed or self.not_once or self.damage)

    def print(self) -> None:
        rows = [
            ("answers acknowledged", self.answers),
            ("sittings begun", self.attempts),
            ("hand-ins acknowledged", self.handed_in),
            ("acknowledged minus stored", len(self.lost)),
            ("stored but never sent", len(self.unasked)),
            ("handed in but not closed", len(self.not_closed)),
            ("results not exactly once", len(self.not_once)),
            ("damage to the database", len(self.damage)),
        ]
        for name, count in rows:
            print(f"{name:<28}{count:>8}")
        for line in [*self.lost, *self.unasked, *self.not_closed, *self.not_once, *self.damage][:20]:
            print(f"  {line}")


def audit(lines: list[dict[str, Any]]) -> Audit:
    found = Audit(damage=_damage())
    sent: dict[Place, dict[int, list[str]]] = defaultdict(dict)
    acknowledged: dict[Place, int] = {}
    closed = set()
    for line in lines:
        place = (line["attempt"], line.get("position", 0))
        if line["what"] == "sent":
            sent[place][line["seq"]] = line["value"]
        elif line["what"] == "saved":
            found.answers += 1
            acknowledged[place] = max(line["seq"], acknowledged.get(place, 0))
        elif line["what"] == "handed in":
            closed.add(line["attempt"])
    attempts = sorted({attempt for attempt, _ in sent} | closed)
    found.attempts, found.handed_in = len(attempts), len(closed)
    held = _held(attempts)
    _compare(found, sent, acknowledged, held)
    _results(found, attempts, closed)
    return found


def _held(attempts: list[str]) -> dict[Place, tuple[int, list[str]]]:
    rows = Response.objects.filter(attempt__public_id__in=attempts)
    return {
        (str(attempt), position): (seq, value)
        for attempt, position, seq, value in rows.values_list("attempt__public_id", "position", "seq", "value")
    }


def _compare(
    found: Audit,
    sent: dict[Place, dict[int, list[str]]],
    acknowledged: dict[Place, int],
    held: dict[Place, tuple[int, list[str]]],
) -> None:
    for place, promised in acknowledged.items():
        seq, _ = held.get(place, (0, []))
        if seq < promised:
            found.lost.append(f"{place}: acknowledged {promised}, stored {seq}")
    for place, (seq, value) in held.items():
        if sent[place].get(seq) != value:
            found.unasked.append(f"{place}: {seq} {value}")


def _results(found: Audit, attempts: list[str], closed: set[str]) -> None:
    rows = Attempt.objects.filter(public_id__in=attempts)
    status = {str(one.public_id): one for one in rows}
    found.not_closed = [one for one in closed if one not in status or status[one].status == Attempt.Status.OPEN]
    for public_id, attempt in status.items():
        is_closed = attempt.status != Attempt.Status.OPEN
        entries = AuditEvent.objects.filter(action="attempt.closed", object_id=public_id).count()
        competencies = set(Evidence.objects.filter(attempt=attempt).values_list("competency", flat=True))
        if entries != is_closed or bool(competencies) != is_closed:
            found.not_once.append(f"{public_id}: {attempt.status}, {entries} entries, {len(competencies)} pieces")


def _damage() -> list[str]:
    damage = [f"audit log {one.sequence}: {one.reason}" for one in faults()]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            damage += [line for (line,) in cursor.fetchall() if line != "ok"]
            cursor.execute("PRAGMA foreign_key_check")
            damage += [str(row) for row in cursor.fetchall()]
    return damage
