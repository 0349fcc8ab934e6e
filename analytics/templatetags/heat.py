"""The cells of a heatmap row: number, words and pattern in each, never colour alone."""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ..selectors.heatmap import HeatCell, HeatRow

register = template.Library()


@register.simple_tag
def heat_cells(row: HeatRow, query: str) -> SafeString:
    """In Python, because a map has thousands of them: the template engine would take most of the page's time."""
    not_demanded, alone = escape(_("Not demanded")), _("Rests on one person")
    nothing = (
        '<td class="sz-heat__cell"><span aria-hidden="true">·</span>'
        f'<span class="sz-visually-hidden">{not_demanded}</span></td>'
    )
    asked = escape(query)
    cells = (_cell(cell, asked, alone) if cell.step else nothing for cell in row.cells)
    return mark_safe("".join(cells))  # each value is escaped where it is put in


def _cell(cell: HeatCell, asked: str, alone: str) -> str:
    text = f"{escape(cell.text)}<br>{escape(cell.sign)}" if cell.sign else escape(cell.text)
    if cell.url:
        text = f'<a href="{escape(cell.url)}{asked}">{text}</a>'
    words = escape(" · ".join(part for part in (cell.words, alone if cell.rests_on_one else "") if part))
    mark = " sz-heat__cell--spof" if cell.rests_on_one else ""
    start = f'<td class="sz-heat__cell sz-heat__cell--{escape(cell.step)}{mark}"'
    if not words:
        return f"{start}>{text}</td>"
    return f'{start} title="{words}">{text}<span class="sz-visually-hidden"> {words}</span></td>'
