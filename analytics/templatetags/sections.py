"""The tabs that the pages of the figures share."""

from typing import Any

from django import template

from lms.base.navigation import Link

from ..sections import SECTIONS

register = template.Library()


@register.simple_tag(takes_context=True)
def figure_sections(context: dict[str, Any]) -> list[Link]:
    return SECTIONS.links(context["request"])
