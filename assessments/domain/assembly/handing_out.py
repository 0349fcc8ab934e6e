"""Which form a person gets."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from .recipe import most_shared

# Renewals come round for a whole career: without an end to memory, the bank of an office would soon hold nothing new.
REMEMBERED = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormInUse:
    form_id: int
    item_ids: frozenset[int]  # scored ones
    attempts: int  # begun with it so far


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """An earlier attempt of a person at the examination."""

    form_id: int | None
    started_at: datetime
    item_ids: frozenset[int]


def choose_form(
    forms: Sequence[FormInUse], earlier: Sequence[Sitting], *, at: datetime, rng: Random
) -> FormInUse | None:
    """The least used form that the person never sat, and that shares at most a fifth with each sitting of the last
    year; equal ones by lot. None when there is none."""
    sat = {one.form_id for one in earlier}
    recent = [one.item_ids for one in earlier if at - one.started_at < REMEMBERED]
    fresh = [
        form for form in forms if form.form_id not in sat and all(is_fresh(form.item_ids, items) for items in recent)
    ]
    if not fresh:
        return None
    fewest = min(form.attempts for form in fresh)
    return rng.choice([form for form in fresh if form.attempts == fewest])


def is_fresh(item_ids: Collection[int], earlier: Collection[int]) -> bool:
    return len(set(item_ids) & set(earlier)) <= most_shared(len(item_ids))
