"""Model fields that several apps need."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import get_language

from lms.lib.localized import in_language


class LocalizedText(dict[str, str]):
    """A text in several languages that prints itself in the active one."""

    def __str__(self) -> str:
        return in_language(self, get_language() or "en")

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(sorted(self.items())))


class LocalizedAttribute(DeferredAttribute):
    def __set__(self, instance: models.Model, value: Mapping[str, str] | None) -> None:
        instance.__dict__[self.field.attname] = LocalizedText(value or {})


class LocalizedTextField(models.JSONField):
    """`{"en": …, "zh-hant": …, "zh-hans": …}`; `str()` of the value gives the active language."""

    descriptor_class = LocalizedAttribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)
