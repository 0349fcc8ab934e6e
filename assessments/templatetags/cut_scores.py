"""Shares and shifts as people read them."""

from django import template
from django.template.defaultfilters import floatformat

register = template.Library()


@register.filter
def percent(share: float) -> str:
    """0.613 → 61.3"""
    return floatformat(100 * share, 1)


@register.filter
def signed(value: float) -> str:
    """1.25 → +1.3; −0.5 → −0.5"""
    sign = "\N{MINUS SIGN}" if value < 0 else "+"
    return f"{sign}{floatformat(abs(value), 1)}"


@register.filter
def signed_percent(share: float) -> str:
    return signed(100 * share)
