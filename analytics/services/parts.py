"""The parts of a snapshot in the making: each is stored once and for good, so that a build goes on where it stopped."""

import json
import zlib
from collections.abc import Iterable
from typing import Any

from ..domain.facts import Facts, Leaf, Leaves, joined
from ..domain.packing import pack, unpack
from ..models import SnapshotBuild, SnapshotPart

PEOPLE = 50_000  # numbers of accounts in one part: bounds memory, and how often a table of evidence is gone through
ALL = ""  # in place of a competency
Stage = SnapshotPart.Stage


def store_facts(build: SnapshotBuild, stage: str, code: str, facts: Facts, *, leaves: Leaves) -> None:
    number_of = facts.person // PEOPLE
    for number in sorted(set(number_of.tolist())):
        _store(build, stage, code, number=number, content=pack(facts.where(number_of == number), leaves))


def store_words(build: SnapshotBuild, stage: str, code: str, content: object, *, number: int = 0) -> None:
    _store(build, stage, code, number=number, content=zlib.compress(json.dumps(content).encode(), 1))


def facts_in(build: SnapshotBuild | None, stage: str, code: str, leaves: Leaves) -> Facts:
    """Of everybody, in one competency."""
    if build is None:
        return joined([])
    rows = _parts(build, stage, code).order_by("number").values_list("content", flat=True)
    return joined([unpack(bytes(content), leaves) for content in rows.iterator(chunk_size=4)])


def words_in(build: SnapshotBuild, stage: str, code: str) -> Iterable[Any]:
    for content in _parts(build, stage, code).order_by("number").values_list("content", flat=True).iterator():
        yield json.loads(zlib.decompress(bytes(content)))


def leaves_in(build: SnapshotBuild | None) -> list[Leaf]:
    """Where the people behind published figures counted."""
    if build is None:
        return []
    return [(path, post) for found in words_in(build, Stage.RELEASED, ALL) for path, post in found]


def codes_in(build: SnapshotBuild | None, stage: str) -> set[str]:
    rows = SnapshotPart.objects.filter(build=build, stage=stage).exclude(code=ALL)
    return set(rows.values_list("code", flat=True))


def numbers_in(build: SnapshotBuild, stage: str, code: str) -> set[int]:
    return set(_parts(build, stage, code).values_list("number", flat=True))


def drop_parts(build: SnapshotBuild, *stages: str) -> None:
    SnapshotPart.objects.filter(build=build, stage__in=stages).delete()


def _parts(build: SnapshotBuild, stage: str, code: str) -> Any:
    return SnapshotPart.objects.filter(build=build, stage=stage, code=code)


def _store(build: SnapshotBuild, stage: str, code: str, *, number: int, content: bytes) -> None:
    """Two builders of one moment make the same part; the first stays."""
    SnapshotPart.objects.bulk_create(
        [SnapshotPart(build=build, stage=stage, code=code, number=number, content=content)], ignore_conflicts=True
    )
