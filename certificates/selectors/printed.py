"""A credential in one language: the same fields for the printed certificate and for the page that verifies it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lms.lib.localized import in_language

from ..domain.credential import grouped

DATE_FORMATS = {"en": "j F Y", "zh-hant": "Y年n月j日", "zh-hans": "Y年n月j日"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AttestedLevel:
    code: str
    name: str
    level: int
    level_name: str
    percent: int  # certainty demanded by the rule


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceShown:
    kind: str
    code: str
    title: str
    on: str
    setting: str  # whether somebody watched over it


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    number: str
    issuer: str
    holder: str
    title: str
    description: str
    attests: list[AttestedLevel]
    evidence: list[EvidenceShown]
    issued_on: str
    valid_until: str


def printed(document: Mapping[str, Any], language: str) -> Printed:
    """Call with `language` active, so that the words around the names agree with them."""
    achievement = document["achievement"]
    return Printed(
        number=grouped(document["id"]),
        issuer=in_language(document["issuer"]["name"], language),
        holder=document["holder"]["name"],
        title=in_language(achievement["title"], language),
        description=in_language(achievement["description"], language),
        attests=[
            AttestedLevel(
                code=one["code"],
                name=in_language(one["name"], language),
                level=one["level"],
                level_name=in_language(one["level_name"], language),
                percent=one["percent"],
            )
            for one in document["attests"]
        ],
        evidence=[
            EvidenceShown(
                kind=_("Examination") if one["kind"] == "examination" else _("Simulated case"),
                code=one["code"],
                title=in_language(one["title"], language),
                on=_written(_day(one["at"]), language),
                setting=_("under invigilation") if one["supervised"] else _("unsupervised"),
            )
            for one in document["evidence"]
        ],
        issued_on=_written(_day(document["issued_at"]), language),
        valid_until=_written(date.fromisoformat(document["valid_until"]), language),
    )


def _written(day: date, language: str) -> str:
    # One form for paper and page, so that the two can be compared letter by letter.
    return date_format(day, DATE_FORMATS.get(language, DATE_FORMATS["en"]))


def _day(stamp: str) -> date:
    return timezone.localtime(datetime.fromisoformat(stamp)).date()
