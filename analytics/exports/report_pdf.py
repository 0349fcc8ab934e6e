"""The report on paper: two pages and an annex, A4, black on white, with the fonts embedded."""

from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from pypdf import PdfReader

from certificates.services.printing import pen_for, printed

from ..selectors.reports.page import ReportPage

STYLE = Path(__file__).resolve().parent.parent / "assets" / "report.css"
PAGES, SIZES = 2, ("", "tight", "tighter")  # before the annex; classes of the sheet
NAME_WIDTH = 24  # per cent of the map's width
PAGE_NUMBER = '<span class="page-number"></span>'  # the engine's own tag is no HTML
AS_THEY_ARE = frozenset({"seal", "taken", "letter", "url", "step"})  # compared or followed, never set in type


def pdf_bytes(page: ReportPage, language: str) -> bytes:
    """In the largest type in which it stays two pages before the annex."""
    pen = pen_for(language)
    context = {
        "language": language,
        "title": page.title,
        "page": _set(page, pen.write),
        "name_width": NAME_WIDTH,
        "cell_width": (100 - NAME_WIDTH) / max(1, len(page.columns)),
    }
    drawn, style = b"", STYLE.read_text(encoding="utf-8")
    for size in SIZES:
        html = render_to_string("analytics/report_print.html", {**context, "size": size})
        drawn = printed(html.replace(PAGE_NUMBER, "<pdf:pagenumber>"), pen=pen, style=style)
        if pages_before_annex(drawn) <= PAGES:
            break
    return drawn


def pages_before_annex(content: bytes) -> int:
    """The annex is the last heading of the first rank in the outline."""
    reader = PdfReader(BytesIO(content))
    headings = [one for one in reader.outline if not isinstance(one, list)]
    return reader.get_destination_page_number(headings[-1]) or 0


def _set(value: Any, write: Any) -> Any:
    """The same value with every text divided among the fonts that hold its characters."""
    if isinstance(value, str):
        return write(value) if value else value
    if isinstance(value, list):
        return [_set(one, write) for one in value]
    if isinstance(value, dict):
        return {name: one if name in AS_THEY_ARE else _set(one, write) for name, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        parts = {one.name: getattr(value, one.name) for one in fields(value)}
        return replace(value, **{name: one if name in AS_THEY_ARE else _set(one, write) for name, one in parts.items()})
    return value
