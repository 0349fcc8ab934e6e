"""The law that a case is played under: its provisions, its calendar and the clocks it sets running."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assessments.domain.casework.clock import Period
from assessments.domain.casework.texts import Text


@dataclass(frozen=True, slots=True)
class StatutoryClock:
    id: str
    name: Text
    period: Period
    law: str
    starts_at_once: bool


@dataclass(frozen=True, slots=True)
class Law:
    """A provision of the legal profile that rules may cite."""

    id: str
    name: Text
    article: str
    summary: Text


@dataclass(frozen=True, slots=True)
class LegalProfile:
    id: str
    as_of: date
    notice: Text
    laws: Mapping[str, Law]
