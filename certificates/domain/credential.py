"""The credential itself: one canonical document that holds everything printed, and its public number."""

import re
from base64 import b32encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from .award_rules import ExaminationPassed, Line
from .awarding import Award

DOCUMENT_TYPE = "ShuzhengCredential"
DOCUMENT_VERSION = 1
ID_LENGTH = 26  # characters of five bits: 130 bits
RANDOM_BYTES = 17
EXPIRES_SOON_DAYS = 90

_ID = re.compile(rf"[A-Z2-7]{{{ID_LENGTH}}}")
_MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B"})


class State(StrEnum):
    VALID = "valid"
    EXPIRES_SOON = "expires_soon"
    EXPIRED = "expired"
    REVOKED = "revoked"
    INVALID = "invalid"  # the record does not bear its signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who and what a document is about, in words, in every language."""

    public_id: str
    holder_name: str
    issuer: Mapping[str, str]
    code: str
    version: int
    title: Mapping[str, str]
    description: Mapping[str, str]
    attests: Sequence[Mapping[str, Any]]  # [{"code", "name", "level", "level_name", "percent"}]


def new_id(random: bytes) -> str:
    """The public number, from at least 17 random bytes."""
    if len(random) < RANDOM_BYTES:
        raise ValueError("too little chance")
    return b32encode(random).decode("ascii")[:ID_LENGTH]


def read_id(typed: str) -> str | None:
    """The number as somebody typed or scanned it: any case, spaces and hyphens, 0 for O, 1 for I, 8 for B."""
    found = re.sub(r"[\s\-–]", "", typed[:100]).upper().translate(_MISREAD)
    return found if _ID.fullmatch(found) else None


def grouped(public_id: str) -> str:
    """For reading aloud and typing: 5 5 5 5 6."""
    return " ".join([*(public_id[start : start + 5] for start in range(0, 20, 5)), public_id[20:]])


def build_document(subject: Subject, award: Award) -> dict[str, Any]:
    """No floats, no scores: what it says is what may be shown to anybody who holds the number."""
    return {
        "type": DOCUMENT_TYPE,
        "document_version": DOCUMENT_VERSION,
        "id": subject.public_id,
        "issuer": {"name": dict(subject.issuer)},
        "holder": {"name": subject.holder_name},
        "achievement": {
            "code": subject.code,
            "version": subject.version,
            "title": dict(subject.title),
            "description": dict(subject.description),
        },
        "attests": [dict(one) for one in subject.attests],
        "evidence": [_evidence(line) for line in award.verdict.lines if line.proof is not None],
        "basis": list(award.verdict.basis),
        "issued_at": stamp(award.at),
        "valid_until": award.valid_until.isoformat(),
    }


def stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def state_on(on: date, *, valid_until: date, is_revoked: bool, is_genuine: bool) -> State:
    if not is_genuine:
        return State.INVALID
    if is_revoked:
        return State.REVOKED
    days_left = (valid_until - on).days
    if days_left < 0:
        return State.EXPIRED
    return State.EXPIRES_SOON if days_left <= EXPIRES_SOON_DAYS else State.VALID


def _evidence(line: Line) -> dict[str, Any]:
    proof = line.proof
    if proof is None:
        raise ValueError("a line without a pass is no evidence")
    kind = "examination" if isinstance(line.condition, ExaminationPassed) else "case"
    return {
        "kind": kind,
        "code": proof.code,
        "title": dict(proof.title),
        "at": stamp(proof.at),
        "supervised": proof.is_supervised,
    }
