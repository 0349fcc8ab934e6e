"""A report as PDF or DOCX, for those who may read its page."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from lms.people.access import gate, person

from ..exports.report_docx import docx_bytes
from ..exports.report_pdf import pdf_bytes
from ..models import UnitReport
from ..readers import READERS
from ..selectors.reports.page import ReportPage, report_page
from ..services.disclosures import note_report_taken
from .reports import report_in_reach
from .stated import stated_in

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@gate(*READERS)
@require_safe
def report_file(request: HttpRequest, report_id: UUID, kind: str) -> HttpResponse:
    if kind not in TYPES:
        raise Http404
    report = report_in_reach(request, report_id)
    note_report_taken(viewer=person(request), report=report, file_format=kind, stated=stated_in(request))
    headers = {"Content-Disposition": f'attachment; filename="{_stem(report)}.{kind}"'}
    return HttpResponse(_content(report_page(report), kind), content_type=TYPES[kind], headers=headers)


def _content(page: ReportPage, kind: str) -> bytes:
    language = get_language() or "en"
    return pdf_bytes(page, language) if kind == "pdf" else docx_bytes(page, language)


def _stem(report: UnitReport) -> str:
    edition = f"-{report.edition}" if report.edition > 1 else ""
    return f"skills-report-{report.unit.code}-{timezone.localtime(report.snapshot.as_of):%Y-%m-%d}{edition}"
