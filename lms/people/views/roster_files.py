"""What an import refused and changed, as files that are safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lms.base.audit import record
from lms.lib.spreadsheet import neutral_text

from ..access import access, person
from ..models import RosterBatch
from ..selectors.roster_pages import Changes
from ..selectors.roster_words import FILES, KINDS, PERSON_FACTS, row_reason
from .roster import may_look

BYTE_ORDER_MARK = "\ufeff"


@may_look  # type: ignore[arg-type]  # a streamed answer is no HttpResponse
@require_safe
def faults(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    found = access(request.user, RosterBatch, public_id=public_id)
    rows = (
        (FILES[fault["file"]], fault["row"], fault["column"], row_reason(fault), fault["value"])
        for fault in found.faults
    )
    heading = (_("File"), _("Row"), _("Column"), _("Reason"), _("Value"))
    return _as_csv(f"refused-rows-{found.public_id}", heading, rows)


@may_look  # type: ignore[arg-type]
@require_POST
def changes(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Everybody whom the import touches, with what was and what will be. Taking this away is itself an event."""
    found = access(request.user, RosterBatch, public_id=public_id)
    record(person(request), "roster.exported", found, name=found.name)
    heading = [_("What happens"), *PERSON_FACTS.values()]
    heading += [_("%(fact)s before") % {"fact": fact} for fact in PERSON_FACTS.values()]
    listed = Changes(found)
    rows = (
        (KINDS[kind], *_cells(after, listed), *_cells(before, listed)) for kind, before, after in listed.all_facts()
    )
    return _as_csv(f"changes-{found.public_id}", heading, rows)


def _cells(facts: Any, listed: Changes) -> list[str]:
    return [listed.names.shown(column, facts.get(column, "")) for column in PERSON_FACTS]


class _Echo:
    """What `csv` writes comes straight back, so that a long file needs no memory."""

    def write(self, text: str) -> str:
        return text


def _as_csv(name: str, heading: Iterable[object], rows: Iterable[Iterable[object]]) -> StreamingHttpResponse:
    def lines() -> Iterator[str]:
        writer = csv.writer(_Echo())
        yield BYTE_ORDER_MARK + writer.writerow([str(cell) for cell in heading])
        for row in rows:
            yield writer.writerow([neutral_text(str(cell)) for cell in row])

    reply = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    reply["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return reply
