"""Formatted text with very little format: what an editor may set, and what is let out again."""

from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import RichTextBlock
from wagtail.rich_text import RichText

FEATURES = ["bold", "italic", "ol", "ul"]
TAGS = {"p", "br", "b", "strong", "i", "em", "ul", "ol", "li"}
KEY_OF_EDITOR = {"data-block-key"}  # the editor finds its comments again by it


def clean_html(html: str, *, attributes: set[str] | None = None) -> str:
    """Nothing but paragraphs, lists and emphasis; script and style lose their content too."""
    allowed = dict.fromkeys(TAGS, attributes) if attributes else {}
    return nh3.clean(html, tags=TAGS, attributes=allowed, link_rel=None)


def printable(text: RichText) -> SafeString:
    # Safe by construction: the allow-list has just been applied to the very string that is printed.
    return mark_safe(clean_html(text.source))


class PlainRichTextBlock(RichTextBlock):
    """Rich text cleaned when it is saved and again when it is printed."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("features", FEATURES)
        super().__init__(**options)

    def clean(self, value: RichText) -> RichText:
        return super().clean(RichText(clean_html(value.source, attributes=KEY_OF_EDITOR)))

    def get_context(self, value: RichText, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**super().get_context(value, parent_context), "html": printable(value)}


class ProseBlock(PlainRichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("Text")
        description = _("Paragraphs and lists")
        template = "blocks/prose.html"
        preview_value = "<p>An application is <b>complete</b> when everything on the list is there.</p>"
