"""Blocks made of words."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, StructBlock

from .rich_text import PlainRichTextBlock, printable


class HeadingBlock(CharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        group = _("Text")
        description = _("Heading of a section; it appears in the contents of the lesson")
        template = "blocks/heading.html"
        preview_value = "Read it twice"


class BoxedTextBlock(StructBlock):
    """Shared shape of texts that stand in a box of their own."""

    title = CharBlock(label=_("Title"), max_length=120)
    text = PlainRichTextBlock(label=_("Text"))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**super().get_context(value, parent_context), "html": printable(value["text"])}


class ExampleBlock(BoxedTextBlock):
    class Meta:
        icon = "form"
        label = _("Example")
        group = _("Text")
        description = _("A worked story from an office: people, papers, dates")
        template = "blocks/example.html"
        preview_value = {"title": "Monday, 8:47", "text": "<p>Fourteen people get the same message.</p>"}


class Tone(models.TextChoices):
    REMEMBER = "remember", _("Remember")
    WARNING = "warning", _("Take care")
    LAW = "law", _("The law")


class CalloutBlock(BoxedTextBlock):
    tone = ChoiceBlock(choices=Tone.choices, default=Tone.REMEMBER, label=_("Tone"))

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        group = _("Text")
        description = _("One thing to remember, a warning, or what the law says")
        template = "blocks/callout.html"
        preview_value = {"tone": "law", "title": "Once only", "text": "<p>What is held is not asked for again.</p>"}
        form_layout = ["tone", "title", "text"]
