"""Keeping the facts behind the latest figures, so that the next release can be held against them."""

import zlib
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import pandas as pd

from lms.people.models import OrgUnit

from ..domain.cube import FACTS
from ..models import ReleasedFacts

TYPES = {"person": int, "path": str, "post": str, "fte": float, "code": str, "required": int, "criticality": int}


@dataclass(frozen=True)
class Release:
    number: int | None  # None before the first
    facts: pd.DataFrame


def last_released() -> Release:
    stored = ReleasedFacts.objects.order_by("-pk").first()
    if stored is None:
        return Release(None, pd.DataFrame(columns=FACTS))
    facts = pd.read_csv(
        BytesIO(zlib.decompress(stored.content)),
        dtype=TYPES,  # type: ignore[arg-type]
        keep_default_na=False,
        na_values={name: [""] for name in ("p", "mean", "sd", "age_months", "recheck_months")},
    )
    return Release(stored.pk, facts)


def still_last(release: Release) -> bool:
    """Asked within the transaction that publishes the next one: until it ends, nobody else is told yes."""
    list(OrgUnit.objects.select_for_update(no_key=True).filter(parent=None).values_list("pk"))
    return ReleasedFacts.objects.order_by("-pk").values_list("pk", flat=True).first() == release.number


def keep_released(facts: pd.DataFrame, at: datetime) -> None:
    """Only the latest are kept."""
    ReleasedFacts.objects.all().delete()
    ReleasedFacts.objects.create(content=zlib.compress(facts.to_csv(index=False).encode()), written_at=at)
