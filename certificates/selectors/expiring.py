"""How many certificates run out when, of many people together; who they are is for the holders' own pages."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.db.models.functions import TruncMonth

from lms.base.fields import LocalizedText

from ..models import Credential


@dataclass(frozen=True, slots=True)
class Expiring:
    """`by_month`: first day of a month → certificates that are valid until a day of it."""

    code: str
    title: LocalizedText
    by_month: dict[date, int]


def expiring_certificates(holders: QuerySet[Any], *, after: date, before: date) -> list[Expiring]:
    """Neither revoked nor followed by a later one for the same achievement; by achievement."""
    mine = Credential.objects.filter(learner=OuterRef("learner"), achievement__code=OuterRef("achievement__code"))
    rows = (
        Credential.objects.filter(learner__in=holders, valid_until__gt=after, valid_until__lt=before, revocation=None)
        .filter(~Exists(mine.filter(valid_until__gt=OuterRef("valid_until"), revocation=None)))
        .order_by("achievement__position", "achievement__code", "achievement__version")
        .annotate(month=TruncMonth("valid_until"))
        .values("month", code=F("achievement__code"), title=F("achievement__title"))
        .annotate(count=Count("pk"))
    )
    found: dict[str, Expiring] = {}
    for row in rows:
        one = found.setdefault(row["code"], Expiring(row["code"], LocalizedText(row["title"]), {}))
        one.by_month[row["month"]] = one.by_month.get(row["month"], 0) + row["count"]
    return list(found.values())
