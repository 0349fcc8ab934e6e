"""Rows that are written once."""

from collections.abc import Iterable
from typing import Any

from django.db import models


class FrozenRow(TypeError):
    """A snapshot is never changed; a correction makes a new one."""


class FrozenQuerySet(models.QuerySet[Any]):
    def update(self, **kwargs: Any) -> int:
        raise FrozenRow

    def bulk_update(self, objs: Any, fields: Any, batch_size: int | None = None) -> int:
        raise FrozenRow


class FrozenModel(models.Model):
    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(
        self,
        *,
        force_insert: Any = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        if not self._state.adding:
            raise FrozenRow
        super().save(force_insert=True, using=using)
