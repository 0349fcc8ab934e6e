"""The body of a lesson: the blocks in the order in which an editor meets them."""

from wagtail.blocks import StreamBlock

from .figures import CompareBlock, FigureBlock, FlowBlock
from .rich_text import ProseBlock
from .self_check import SelfCheckBlock
from .table import TableBlock
from .text import CalloutBlock, ExampleBlock, HeadingBlock


class LessonBody(StreamBlock):
    heading = HeadingBlock()
    prose = ProseBlock()
    example = ExampleBlock()
    callout = CalloutBlock()
    figure = FigureBlock()
    table = TableBlock()
    flow = FlowBlock()
    compare = CompareBlock()
    self_check = SelfCheckBlock()

    class Meta:
        required = False
