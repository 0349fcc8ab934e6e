"""What the pages of the figures share: their tabs, and the purpose for which they are read."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from lms.base.navigation import Link

from ..forms import StatePurposeForm
from ..sections import SECTIONS
from ..views.stated import stated_in

register = template.Library()


@dataclass(frozen=True, slots=True)
class InWords:
    words: str
    url: str  # where it is changed


@register.simple_tag(takes_context=True)
def figure_sections(context: dict[str, Any]) -> list[Link]:
    return SECTIONS.links(context["request"])


@register.simple_tag(takes_context=True)
def stated_purpose(context: dict[str, Any]) -> InWords | None:
    request = context["request"]
    stated = stated_in(request)
    if stated is None:
        return None
    words = stated.words or str(dict(StatePurposeForm.PURPOSES)[stated.purpose.value])
    url = f"{reverse('analytics:purpose')}?{urlencode({'next': request.get_full_path()})}"
    return InWords(words, url)
