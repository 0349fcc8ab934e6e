"""The report as a document that an office may comment on; what counts is the signed page and its seal."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..selectors.reports.page import ReportPage
from .docx import Document


def docx_bytes(page: ReportPage, language: str) -> bytes:
    document = Document(title=page.title, language=language)
    _head(document, page)
    _gaps(document, page)
    _since(document, page)
    _unknowns(document, page)
    _choices(document, page)
    _annex(document, page)
    return document.to_bytes()


def _head(document: Document, page: ReportPage) -> None:
    document.heading(page.title, 1)
    document.paragraph(
        _("Figures as of %(date)s; %(people)s people in the unit and below it.")
        % {"date": page.as_of, "people": page.people}
        + f" {page.signature or _('Not signed yet: a draft.')}"
    )
    document.heading(_("1. What is to be decided"))
    for number, one in enumerate(page.decisions, 1):
        document.paragraph(f"{number}) {one}")
    if page.remark:
        document.paragraph(page.remark)
    document.heading(_("2. Three numbers"))
    rows = [[f"{one.label} ({one.how})", one.now, one.before, one.target] for one in page.numbers]
    document.table([[_("Key figure"), _("Now"), _("Last report"), _("Target")], *rows], [40, 20, 20, 20])


def _gaps(document: Document, page: ReportPage) -> None:
    document.heading(_("3. The widest gaps"))
    if not page.gaps:
        document.paragraph(_("No gap is known well enough to be named. What is not known stands under 5."))
        return
    heading = [
        _("Unit and competency"),
        _("People short (8)"),
        _("Why it matters"),
        _("What, and its price"),
        _("Who, by when"),
    ]
    critical = f" ({_('critical')})"
    rows = [
        [
            f"{one.unit}\n{one.competency}{critical if one.is_critical else ''}",
            one.short,
            one.why,
            f"{one.option}\n{one.cost}",
            f"{one.owner}\n{one.due}",
        ]
        for one in page.gaps
    ]
    document.table([heading, *rows], [24, 12, 34, 15, 15])


def _since(document: Document, page: ReportPage) -> None:
    document.heading(_("4. What was done since the last report, and what happened"))
    if not page.since:
        document.paragraph(_("No action was recorded for this unit before."))
        return
    rows = [
        [f"{one.title}\n{one.unit}", f"{one.owner}, {one.due}\n{one.status}", f"{one.outcome} {one.happened}".strip()]
        for one in page.since
    ]
    document.table(
        [[pgettext("promised against a gap", "Action"), _("Who, by when"), _("What came of it")], *rows], [38, 20, 42]
    )


def _unknowns(document: Document, page: ReportPage) -> None:
    document.heading(_("5. What we do not know, and the cheapest way to find out"))
    for one in page.unknowns:
        document.paragraph(f"– {one.what} {one.cheapest}")
    if not page.unknowns:
        document.paragraph(_("Everything demanded here is assessed well enough, or may not be shown."))


def _choices(document: Document, page: ReportPage) -> None:
    document.heading(_("6. Choices"))
    if page.choices:
        rows = [
            [f"{'☒' if one.letter == page.taken else '☐'} {one.letter}", one.what, one.consequence]
            for one in page.choices
        ]
        document.table(rows, [10, 40, 50], has_heading=False)
    else:
        document.paragraph(_("Nothing has to be chosen this quarter."))
    if page.decision:
        document.paragraph(page.decision)
    document.paragraph(f"{_('Signature')}: {page.signature or '_' * 30}")


def _annex(document: Document, page: ReportPage) -> None:
    document.heading(_("Annex"), 1, on_new_page=True)
    document.heading(_("Coverage by unit and competency"))
    if page.columns:
        width = 76 // len(page.columns)
        rows = [
            [row.unit, *(f"{cell['text'] or '·'}{'!' if cell['alone'] else ''}" for cell in row.cells)]
            for row in page.heat
        ]
        heading = [_("Unit"), *(column.code for column in page.columns)]
        document.table([heading, *rows], [100 - width * len(page.columns), *[width] * len(page.columns)])
        document.paragraph("; ".join(f"{column.code} {column.name}" for column in page.columns), style="Small")
    document.heading(_("Method"))
    for number, one in enumerate(page.method, 1):
        document.paragraph(f"{number}. {one}", style="Small")
    document.heading(_("Where the figures come from"))
    for one in (page.framework, *page.notes, page.seal):
        document.paragraph(one, style="Small")
