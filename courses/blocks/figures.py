"""Blocks that show instead of tell."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import CharBlock, ListBlock, StructBlock, TextBlock
from wagtail.images.blocks import ImageChooserBlock


class FigureBlock(StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    alt = CharBlock(
        label=_("Text alternative"),
        max_length=250,
        help_text=_("What the picture tells, for people who cannot see it."),
    )
    caption = CharBlock(label=_("Caption"), max_length=200)
    source = CharBlock(label=_("Source"), max_length=200, required=False)

    class Meta:
        icon = "image"
        label = _("Figure")
        group = _("Figures and tables")
        description = _("A picture with caption, text alternative and source")
        template = "blocks/figure.html"
        preview_value = {"image": None, "alt": "", "caption": "From paper to screen", "source": ""}


class StepBlock(StructBlock):
    label = CharBlock(label=_("Label"), max_length=80)
    text = TextBlock(label=_("Text"), rows=2)


class FlowBlock(StructBlock):
    caption = CharBlock(label=_("Caption"), max_length=200)
    steps = ListBlock(StepBlock(), min_num=3, max_num=6, label=_("Steps"))

    class Meta:
        icon = "order"
        label = _("Flow")
        group = _("Figures and tables")
        description = _("Three to six steps in order, drawn as a figure")
        template = "blocks/flow.html"
        preview_value = {
            "caption": "From application to decision",
            "steps": [
                {"label": "Receive", "text": "Give a dated receipt."},
                {"label": "Check", "text": "Against the published list."},
                {"label": "Decide", "text": "In time, with reasons."},
            ],
        }


class SideBlock(StructBlock):
    title = CharBlock(label=_("Title"), max_length=120)
    points = ListBlock(CharBlock(max_length=300), min_num=1, label=pgettext_lazy("what one side says", "Points"))


class CompareBlock(StructBlock):
    caption = CharBlock(label=_("Caption"), max_length=200)
    left = SideBlock(label=pgettext_lazy("side", "Left"))
    right = SideBlock(label=pgettext_lazy("side", "Right"))

    class Meta:
        icon = "placeholder"
        label = _("Comparison")
        group = _("Figures and tables")
        description = _("Two sides next to each other: before and after, may and may not")
        template = "blocks/compare.html"
        preview_value = {
            "caption": "What may go into a work group",
            "left": {"title": "Fits", "points": ["Times and places"]},
            "right": {"title": "Never", "points": ["Lists of people"]},
        }
