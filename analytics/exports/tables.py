"""The tables that may leave as files. A page's table is added here, with the function that reads it from a snapshot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .asking import Ask
from .frame import Export
from .service import service_indicators
from .skill_gaps import skill_gaps


@dataclass(frozen=True, slots=True)
class ExportTable:
    code: str
    label: Promise
    build: Callable[[Ask], Export]


TABLES: Mapping[str, ExportTable] = {
    table.code: table
    for table in (
        ExportTable("skill_gaps", _("Skill gaps"), skill_gaps),
        ExportTable("service", _("Service indicators"), service_indicators),
    )
}
