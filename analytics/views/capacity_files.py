"""The capacity register to fill in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from lms.people.access import gate, person, scope_of

from ..exports.capacity_template import capacity_template
from ..exports.formats import FORMATS
from ..exports.sheet_template import WRITERS
from ..readers import EXPORTERS


@gate(*EXPORTERS)
@require_safe
def template(request: HttpRequest, file_format: str) -> HttpResponse:
    """With the units of which one keeps the register."""
    if file_format not in WRITERS:
        raise Http404
    codes = list(scope_of(person(request), *EXPORTERS).units().order_by("path").values_list("code", flat=True))
    today = timezone.localdate()
    headers = {"Content-Disposition": f'attachment; filename="capacity-{today}.{file_format}"'}
    content = capacity_template(file_format, codes, today)
    return HttpResponse(content, content_type=FORMATS[file_format].media_type, headers=headers)
