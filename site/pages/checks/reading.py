"""Reads a page, of whatever type and with whatever blocks, into the plain content that the checks take."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.utils import timezone
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from blocks.links import LinkBlock
from blocks.outcomes import FollowUpBlock, FollowUpStatus
from blocks.text import HeadingBlock

from ..newsletter_item import NewsletterItemMixin
from .content import Content, Deadline, Heading, Link, Passage, Picture

LINE = ["p", "li", "h2", "h3", "h4", "blockquote"]


def content_of(page: Any, without: Collection[str] = ()) -> Content:
    """What the checks see of a page as it is in memory, except the fields `without`; a query if it links to pages."""
    reader = _Reader()
    for name in ("title", "lead"):
        reader.read_text(getattr(page, name, ""), name)
    if getattr(page, "picture_id", None) and "picture" not in without:
        is_decorative = getattr(page, "picture_is_decorative", False)
        reader.pictures.append(Picture(page.picture.title, page.picture_alt, is_decorative, "picture_alt"))
    for model_field in type(page)._meta.get_fields():
        if model_field.name in without:
            continue
        if isinstance(model_field, StreamField):
            reader.read_block(getattr(page, model_field.name), model_field.stream_block, model_field.name)
        elif isinstance(model_field, RichTextField):
            reader.read_html(getattr(page, model_field.name), model_field.name)
    return Content(
        language=page.locale.language_code,
        today=timezone.localdate(),
        title=page.title or "",
        lead=getattr(page, "lead", "") or "",
        description=page.search_description or "",
        date=_date_of(page),
        headings=tuple(reader.headings),
        pictures=tuple(reader.pictures),
        passages=tuple(reader.passages),
        links=tuple(reader.links()),
        deadlines=tuple(reader.deadlines),
    )


def _date_of(page: Any) -> Any:
    if not page.first_published_at:
        return getattr(page, "date", None)
    if isinstance(page, NewsletterItemMixin):
        return page.newsletter_date
    return timezone.localdate(page.first_published_at)


@dataclass
class _Reader:
    headings: list[Heading] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    _links: list[tuple[str, str, int | None]] = field(default_factory=list)

    def links(self) -> Iterator[Link]:
        """The links found, each with whether the page that it names is published."""
        targets = {page_id for _text, _where, page_id in self._links if page_id}
        titles = dict(Page.objects.filter(pk__in=targets, live=True).values_list("pk", "title")) if targets else {}
        for text, where, page_id in self._links:
            yield Link(text, where, leads_somewhere=not page_id or page_id in titles)

    def read_text(self, text: str | None, where: str) -> None:
        """A text without markup, its lines parted by line ends."""
        if lines := tuple(line for line in (text or "").splitlines() if line.strip()):
            self.passages.append(Passage(lines, where))

    def read_html(self, html: str | None, where: str) -> None:
        """Rich text as Wagtail stores it."""
        document = BeautifulSoup(html or "", "html.parser")
        for br in document.find_all("br"):
            br.replace_with("\n")
        lines = [tag.get_text() for tag in document.find_all(LINE) if not tag.find(LINE)] or [document.get_text()]
        self.read_text("\n".join(lines), where)
        for tag in document.find_all("a"):
            self._links.append((tag.get_text(), where, _page_named_by(tag)))

    def read_block(self, value: Any, block: blocks.Block, where: str) -> None:
        """A block and all that is in it."""
        match block:
            case blocks.StreamBlock():
                for child in value or ():
                    # A block that was never saved gets its id now, for the path to it to be the same later.
                    child.id = child.id or str(uuid.uuid4())
                    self.read_block(child.value, child.block, f"{where}.{child.id}")
            case blocks.ListBlock():
                for child in value.bound_blocks if value else ():
                    self.read_block(child.value, child.block, f"{where}.{child.id}")
            case blocks.StructBlock():
                self._read_struct(value, block, where)
            case blocks.RichTextBlock():
                self.read_html(value.source if value else "", where)
            case blocks.CharBlock() | blocks.TextBlock():
                self.read_text(value, where)
            case blocks.PageChooserBlock():
                if value:
                    self._links.append((value.title, where, value.pk))

    def _read_struct(self, value: Any, block: blocks.StructBlock, where: str) -> None:
        if isinstance(block, HeadingBlock):
            self.headings.append(Heading(value.get("text") or "", int(value.get("level") or 2), where))
        if (
            isinstance(block, FollowUpBlock)
            and (due := value.get("due"))
            and value.get("status") != FollowUpStatus.DONE
        ):
            self.deadlines.append(Deadline(due, f"{where}.due"))
        if isinstance(block, LinkBlock) and (label := value.get("label")):
            self._links.append((label, f"{where}.label", None))
        picture_name = next((name for name, child in block.child_blocks.items() if _is_picture(child)), None)
        if picture_name and "alt" in block.child_blocks and (picture := value.get(picture_name)):
            is_decorative = bool(value.get("decorative"))
            self.pictures.append(Picture(picture.title, value.get("alt") or "", is_decorative, f"{where}.alt"))
        for name, child in block.child_blocks.items():
            self.read_block(value.get(name), child, f"{where}.{name}")


def _is_picture(block: blocks.Block) -> bool:
    return isinstance(block, ImageChooserBlock)


def _page_named_by(tag: Tag) -> int | None:
    number = str(tag.get("id") or "")
    return int(number) if tag.get("linktype") == "page" and re.fullmatch(r"\d+", number) else None
