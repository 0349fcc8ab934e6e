"""The cells of a heatmap row: number, words and pattern in each, never colour alone."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..selectors.heatmap import HeatCell, HeatRow

register = template.Library()

NOT_DEMANDED = (
    '<td class="sz-heat__cell"><span aria-hidden="true">·</span><span class="sz-visually-hidden">{}</span></td>'
)
CELL = '<td class="sz-heat__cell sz-heat__cell--{}{}">{}</td>'
CELL_IN_WORDS = (
    '<td class="sz-heat__cell sz-heat__cell--{}{}" title="{}">{}<span class="sz-visually-hidden"> {}</span></td>'
)


@register.simple_tag
def heat_cells(row: HeatRow, query: str) -> SafeString:
    """In Python, because a map has hundreds of them: the template engine would take most of the page's time."""
    nothing, alone = format_html(NOT_DEMANDED, _("Not demanded")), _("Rests on one person")
    cells = (_cell(cell, query, alone) if cell.step else nothing for cell in row.cells)
    return format_html_join("", "{}", ((cell,) for cell in cells))


def _cell(cell: HeatCell, query: str, alone: str) -> SafeString:
    text: str = format_html("{}<br>{}", cell.text, cell.sign) if cell.sign else cell.text
    if cell.url:
        text = format_html('<a href="{}{}">{}</a>', cell.url, query, text)
    words = " · ".join(part for part in (cell.words, alone if cell.rests_on_one else "") if part)
    mark = " sz-heat__cell--spof" if cell.rests_on_one else ""
    if not words:
        return format_html(CELL, cell.step, mark, text)
    return format_html(CELL_IN_WORDS, cell.step, mark, words, text, words)
