"""The tabs of those who rate, check and decide."""

from typing import Any

from django import template

from lms.base.navigation import Link

from ..evidence_menu import SECTIONS

register = template.Library()


@register.simple_tag(takes_context=True)
def evidence_sections(context: dict[str, Any]) -> list[Link]:
    return SECTIONS.links(context["request"])
