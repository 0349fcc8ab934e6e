"""Answers of the capacity register in words; unknown is a word of its own."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ..domain.capacity.facts import Leader, Rank
from ..domain.capacity.findings import Finding
from ..selectors.capacity_words import FINDINGS, LEADERS, RANKS

register = template.Library()


@register.filter
def answer(value: bool | int | None) -> str:
    if value is None:
        return "?"
    return str(value) if not isinstance(value, bool) else _("yes") if value else _("no")


@register.filter
def answer_in_words(value: bool | int | None) -> str:
    return _("not known") if value is None else answer(value)


@register.filter
def rank_words(rank: Rank | None) -> str | Promise:
    return RANKS[rank] if rank else "?"


@register.filter
def leader_words(leader: Leader | None) -> str | Promise:
    return LEADERS[leader] if leader else "?"


@register.filter
def finding_words(finding: Finding) -> Promise:
    return FINDINGS[finding]


@register.filter
def get(mapping: dict[str, object], key: str) -> object:
    return mapping[key]
