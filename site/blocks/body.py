from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .figures import KeyFiguresBlock
from .media import PictureBlock
from .quotes import QuoteBlock, StatementBlock
from .text import CallOutBlock, HeadingBlock, TextBlock


class BodyBlock(blocks.StreamBlock):
    """The body of a page: what an editor can put under one another."""

    heading = HeadingBlock(group=_("Text"))
    text = TextBlock(group=_("Text"))
    call_out = CallOutBlock(group=_("Text"))
    quote = QuoteBlock(group=_("Words that stand out"))
    statement = StatementBlock(group=_("Words that stand out"))
    key_figures = KeyFiguresBlock(group=_("Words that stand out"))
    picture = PictureBlock(group=_("Pictures"))
