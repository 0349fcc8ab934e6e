"""The file to fill in, and the rows that an import refused."""

import csv
from io import StringIO
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lms.lib.spreadsheet import neutral_text
from lms.people.access import access, person, scope_of

from ..domain.indicators.series import month_after
from ..exports.delimited import BYTE_ORDER_MARK
from ..exports.formats import FORMATS
from ..exports.service_template import service_template
from ..exports.sheet_template import WRITERS
from ..models import IndicatorBatch
from ..readers import EXPORTERS
from ..selectors.indicator_batches import faults_of
from ..selectors.indicators import indicators
from .service_imports import importers_only, may_look


@importers_only
@require_safe
def template(request: HttpRequest, file_format: str) -> HttpResponse:
    if file_format not in WRITERS:
        raise Http404
    codes = list(scope_of(person(request), *EXPORTERS).units().values_list("code", flat=True))
    month = month_after(timezone.localdate().replace(day=1), -1)
    content = service_template(file_format, codes, indicators(), month)
    headers = {"Content-Disposition": f'attachment; filename="service-figures-{month:%Y-%m}.{file_format}"'}
    return HttpResponse(content, content_type=FORMATS[file_format].media_type, headers=headers)


@may_look
@require_safe
def faults(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = access(request.user, IndicatorBatch, public_id=public_id)
    text = StringIO(newline="")
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow([_("Row"), _("Column"), _("Reason"), _("Value")])
    for line in faults_of(found, None):
        writer.writerow([line.row, line.column, neutral_text(line.reason), neutral_text(line.value)])
    headers = {"Content-Disposition": f'attachment; filename="refused-rows-{found.public_id}.csv"'}
    return HttpResponse(text.getvalue().encode(), content_type=FORMATS["csv"].media_type, headers=headers)
