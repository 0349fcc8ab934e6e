"""Printing what was rendered at publication."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()


@register.filter
def published(html: str) -> SafeString:
    """HTML of a RenderedLesson: made by templates/blocks with autoescape, rich text through the allow-list."""
    return mark_safe(html)


@register.simple_tag
def level_meter(label: str, level: int) -> SafeString:
    """components/level_meter.html for a level that a course leads to; drawn once a process, courses share few."""
    return _meter(label, level, get_language() or "")


@lru_cache(maxsize=1_000)
def _meter(label: str, level: int, language: str) -> SafeString:
    return render_to_string("components/level_meter.html", {"label": label, "level": level, "hide_words": True})
