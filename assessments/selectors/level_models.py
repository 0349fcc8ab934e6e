"""The level model in force on a day. A version is never changed, so each is read once a process."""

from functools import lru_cache
from pathlib import Path

import yaml
from django.utils import timezone

from lms.base.db.prepared import Prepared

from ..domain.level_model import LevelModel
from ..domain.level_model_file import Described, describe, read_model
from ..domain.level_timeline import Timeline
from ..models import LevelModelVersion

STARTER = Path(__file__).resolve().parents[1] / "starter" / "level_models.yaml"


def level_models() -> Timeline:
    """One small statement; what the academy ships with where none has been put in force."""
    steps = tuple((since, _model(pk)) for pk, since in _in_force())
    return Timeline(steps) if steps else _shipped()


def model_today() -> LevelModel:
    return level_models().on(timezone.localdate())


@lru_cache(maxsize=4)
def described_models(file: Path = STARTER) -> tuple[Described, ...]:
    """The models of a file, oldest first. Raises ModelFault, OSError or YAMLError."""
    documents = yaml.safe_load(file.read_text(encoding="utf-8"))
    return tuple(sorted((describe(one) for one in documents), key=lambda one: one.effective_from))


def _shipped() -> Timeline:
    return Timeline(tuple((one.effective_from, one.model) for one in described_models()))


_in_force = Prepared(
    lambda: (
        LevelModelVersion.objects.filter(status=LevelModelVersion.Status.IN_FORCE)
        .order_by("effective_from")
        .values_list("pk", "effective_from")
    )
)


@lru_cache(maxsize=32)
def _model(pk: int) -> LevelModel:
    row = LevelModelVersion.objects.get(pk=pk)
    return read_model(row.version, row.definition)
