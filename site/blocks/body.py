from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .figures import KeyFiguresBlock
from .media import GalleryBlock, PictureBlock, VideoBlock
from .onward import ButtonBlock, DownloadBlock, RelatedPagesBlock, SignUpBlock
from .people import ContactBlock, OrganisationsBlock, PeopleBlock
from .quotes import CallOutBlock, QuoteBlock, StatementBlock
from .structured import AccordionBlock, StepsBlock, TableBlock
from .text import HeadingBlock, TextBlock

TEXT = _("Text")
EMPHASIS = _("Words that stand out")
MEDIA = _("Pictures and video")
PEOPLE = _("People and organisations")
ONWARD = _("Onward")


class BodyBlock(blocks.StreamBlock):
    """The body of a page: what an editor can put under one another."""

    heading = HeadingBlock(group=TEXT)
    text = TextBlock(group=TEXT)
    steps = StepsBlock(group=TEXT)
    accordion = AccordionBlock(group=TEXT)
    table = TableBlock(group=TEXT)
    call_out = CallOutBlock(group=EMPHASIS)
    quote = QuoteBlock(group=EMPHASIS)
    statement = StatementBlock(group=EMPHASIS)
    key_figures = KeyFiguresBlock(group=EMPHASIS)
    picture = PictureBlock(group=MEDIA)
    gallery = GalleryBlock(group=MEDIA)
    video = VideoBlock(group=MEDIA)
    people = PeopleBlock(group=PEOPLE)
    organisations = OrganisationsBlock(group=PEOPLE)
    contact = ContactBlock(group=PEOPLE)
    download = DownloadBlock(group=ONWARD)
    related_pages = RelatedPagesBlock(group=ONWARD)
    button = ButtonBlock(group=ONWARD)
    sign_up = SignUpBlock(group=ONWARD)
