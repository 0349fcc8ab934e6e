"""The figures of the service as a file: as they were known at the moment of the snapshot, corrections up to then in."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from lms.people.models import OrgUnit

from ..selectors.indicators import indicators, values_as_of
from .asking import Ask
from .frame import Export, Field, Kind, Value, framed, stamp_of


def service_indicators(ask: Ask) -> Export:
    rows = list(_rows(ask))
    nothing = [] if rows else [(_("Rows"), _("None: nothing was imported before this snapshot. Choose a later one."))]
    return framed(
        title=_("Service indicators"),
        stamp=stamp_of(ask.snapshot, _("These figures count cases of a service, not people. Nothing is held back.")),
        fields=[
            Field(_("Unit code"), is_head=True),
            Field(_("Unit"), is_head=True),
            Field(_("Administrative level"), is_head=True),
            Field(_("Indicator"), is_wide=True),
            Field(_("Unit of measure"), is_wide=True),
            Field(_("Month"), Kind.DAY),
            Field(_("Numerator"), Kind.NUMBER),
            Field(_("Denominator"), Kind.NUMBER),
            Field(_("Value"), Kind.NUMBER),
        ],
        rows=rows,
        notes=[
            *nothing,
            *((str(one.name), f"{one.definition} {one.numerator} ÷ {one.denominator}") for one in indicators()),
            (_("Use"), _("A change before and after a training proves nothing by itself; see the comparison pages.")),
        ],
        file_stem="service-indicators",
    )


def _rows(ask: Ask) -> Iterator[list[Value]]:
    known = {one.code: one for one in indicators()}
    units = {unit.code: unit for unit in OrgUnit.objects.filter(ask.scope.condition())}
    found = values_as_of(ask.snapshot.as_of, scope=ask.scope, path=ask.path)
    for unit, code, month in sorted(found, key=lambda key: (units[key[0]].path, known[key[1]].position, key[2])):
        numerator, denominator = found[unit, code, month]
        one, place = known[code], units[unit]
        yield [
            place.code,
            str(place.name),
            str(OrgUnit.Level(place.level).label),
            str(one.name),
            str(one.unit_of_measure),
            month,
            numerator,
            denominator,
            one.meaning.value(numerator, denominator),
        ]
