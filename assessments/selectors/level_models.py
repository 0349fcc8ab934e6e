"""The level model in force on a day."""

from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml
from django.utils import timezone

from ..domain.level_model import LevelModel
from ..domain.level_model_file import Described, describe, read_model
from ..domain.level_timeline import Timeline
from ..models import LevelModelVersion

STARTER = Path(__file__).resolve().parents[1] / "starter" / "level_models.yaml"


def level_models(day: date | None = None) -> Timeline:
    """To ask about today and days that have passed, or about the day given.

    A version holds from a later day than the one on which it is put in force. So what holds up to today is read once a
    process and day; only of days to come is the database asked each time.
    """
    today = timezone.localdate()
    return _read() if day is not None and day > today else _until(today)


def model_on(day: date) -> LevelModel:
    return level_models(day).on(day)


def model_today() -> LevelModel:
    return model_on(timezone.localdate())


@lru_cache(maxsize=4)
def described_models(file: Path = STARTER) -> tuple[Described, ...]:
    """The models of a file, oldest first. Raises ModelFault, OSError or YAMLError."""
    documents = yaml.safe_load(file.read_text(encoding="utf-8"))
    return tuple(sorted((describe(one) for one in documents), key=lambda one: one.effective_from))


@lru_cache(maxsize=2)
def _until(today: date) -> Timeline:
    steps = [step for step in _read().steps if step[0] <= today]
    return Timeline(steps) if steps else _read()


def _read() -> Timeline:
    """What the academy ships with where none has been put in force."""
    rows = LevelModelVersion.objects.filter(status=LevelModelVersion.Status.IN_FORCE).order_by("effective_from")
    steps = [(row.effective_from, read_model(row.version, row.definition)) for row in rows]
    return Timeline(steps or [(one.effective_from, one.model) for one in described_models()])
