"""What events concern, by the names and codes of today, with a page where the reader may open one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from lms.base.fields import LocalizedText, LocalizedTextField
from lms.base.models import AuditEvent

from ..access import visible
from ..models import OrgUnit, RosterBatch, User

PERSON = User._meta.label_lower
NAMING = ("code", "name", "title", "as_of")  # of its own columns, what tells one thing from the next
MOST_FOUND = 1000  # people and things in one condition


@dataclass(frozen=True, slots=True)
class Thing:
    label: str
    url: str = ""


Key = tuple[str, str]  # type and public number of an object, as events hold them


def things_of(events: Sequence[AuditEvent], reader: User) -> Mapping[Key, Thing]:
    """One query for each type of object but people, and one for each that has pages."""
    found: dict[Key, Thing] = {}
    for kind in sorted({event.object_type for event in events} - {"", PERSON}):
        ids = {event.object_id for event in events if event.object_type == kind}
        urls = PAGES[kind](reader, ids) if kind in PAGES else {}
        found |= {(kind, one): Thing(label, urls.get(one, "")) for one, label in _labels(kind, ids).items()}
    return found


def _labels(kind: str, ids: Iterable[str]) -> dict[str, str]:
    try:
        model = apps.get_model(kind)
    except LookupError:
        return {one: f"{kind} {one[:8]}" for one in ids}
    word = str(capfirst(model._meta.verbose_name))
    return {one: f"{word} {one[:8]}" for one in ids} | {one: f"{word} {name}" for one, name in _names(model, ids)}


def _names(model: type[Model], ids: Iterable[str]) -> list[tuple[str, str]]:
    """Those that are there still, of a kind that has names; columns only, since a text of an object may ask more."""
    columns = {field.name: field for field in model._meta.concrete_fields}
    naming = [column for column in NAMING if column in columns]
    if not naming:
        return []
    key = "public_id" if "public_id" in columns else "pk"
    rows = model._default_manager.filter(**{f"{key}__in": list(ids)}).values_list(key, *naming)
    localized = [isinstance(columns[column], LocalizedTextField) for column in naming]
    return [
        (str(one), " ".join(_text(value, is_localized) for value, is_localized in zip(values, localized, strict=True)))
        for one, *values in rows
    ]


def _text(value: Any, is_localized: bool) -> str:
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return str(LocalizedText(value)) if is_localized else str(value)


def _import_pages(reader: User, ids: Iterable[str]) -> dict[str, str]:
    seen = visible(reader, RosterBatch).filter(public_id__in=list(ids)).values_list("public_id", flat=True)
    return {str(one): reverse("people:roster_batch", args=[one]) for one in seen}


PAGES: Mapping[str, Callable[[User, Iterable[str]], Mapping[str, str]]] = {
    RosterBatch._meta.label_lower: _import_pages,
}


def concerning(text: str) -> Q | None:
    """Events about people, units and imports of this name, code, address or number; None where too many fit."""
    people = User.objects.filter(Q(name__icontains=text) | Q(email__icontains=text) | Q(employee_number__iexact=text))
    batches = RosterBatch.objects.filter(name__icontains=text)
    units = [
        (public_id, code)
        for public_id, code, name in OrgUnit.objects.values_list("public_id", "code", "name")
        if text.casefold() in {code.casefold(), *(one.casefold() for one in name.values())}
    ]
    found = [
        *people.values_list("public_id", flat=True)[: MOST_FOUND + 1],
        *batches.values_list("public_id", flat=True)[: MOST_FOUND + 1],
        *(public_id for public_id, _ in units),
    ]
    if len(found) > MOST_FOUND:
        return None
    about = Q(object_id__in=[str(one) for one in found]) | Q(object_id=_number(text))
    # Events about figures or rights keep the unit among their details.
    return about | Q(detail__unit__in=[code for _, code in units]) if units else about


def _number(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return text
