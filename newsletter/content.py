"""What an issue says, as plain values: all that a mail or a web page needs, and nothing that can still change.

An approved issue is kept as these values (`as_json`), and only they are sent. Addresses are the site's own,
without scheme and host; a mail writes them out.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from pages.newsletter_item import NewsletterKind


@dataclass(frozen=True)
class ImageFile:
    """A picture in one size, in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True)
class PictureContent:
    """A picture in the two sizes that a mail uses. An empty `alt` means that it is decoration."""

    alt: str
    large: ImageFile
    small: ImageFile


@dataclass(frozen=True)
class ItemContent:
    """A page's place in an issue: `key` is the same in every language, `topics` are focus areas' ids.

    `apply_until` is the last day to apply, when that was still to come.
    """

    key: str
    purpose: str
    kind: str
    language: str
    title: str
    teaser: str
    url: str
    date: datetime.date
    topics: tuple[int, ...] = ()
    pinned: bool = False
    picture: PictureContent | None = None
    apply_until: datetime.date | None = None

    @property
    def day(self) -> datetime.date:
        """The day that readers are shown."""
        return self.apply_until or self.date

    @property
    def kind_label(self) -> str:
        """The kind in words, in the active language."""
        return str(NewsletterKind(self.kind).label)


class BlockKind(StrEnum):
    """What can stand between items; each kind has its part in the templates of mail, text and web page."""

    TEXT = "text"
    QUOTE = "quote"
    CALL_OUT = "call_out"
    BUTTON = "button"


@dataclass(frozen=True)
class BlockContent:
    """An editor's own block: for everybody who gets anything, below the `after` items that precede it.

    `words` are a quote, the title of a call-out or what stands on a button; `html` is formatted text.
    """

    kind: str
    after: int
    words: str = ""
    html: str = ""
    attribution: str = ""
    url: str = ""

    @property
    def is_block(self) -> bool:
        """What tells it from an item, in a template."""
        return True


@dataclass(frozen=True)
class Section:
    """The items of one kind with the blocks below each of them, in their order."""

    kind: str
    entries: tuple[ItemContent | BlockContent, ...]

    @property
    def items(self) -> tuple[ItemContent, ...]:
        """Its items, without the blocks between them."""
        return tuple(entry for entry in self.entries if isinstance(entry, ItemContent))

    @property
    def label(self) -> str:
        """The section's heading, in the active language."""
        return str(NewsletterKind(self.kind).label)


@dataclass(frozen=True)
class IssueContent:
    """An issue in one language; its first item leads.

    An empty subject or preheader is made from the items that a reader gets; see `newsletter.rendering`.
    """

    language: str
    title: str
    subject: str
    preheader: str
    intro_html: str
    url: str
    moment: datetime.datetime
    items: tuple[ItemContent, ...] = field(default=())
    blocks: tuple[BlockContent, ...] = field(default=())

    @property
    def lead(self) -> ItemContent | None:
        """The item that stands first and large."""
        return self.items[0] if self.items else None

    @property
    def above(self) -> tuple[BlockContent, ...]:
        """The blocks above the lead."""
        return self._blocks_below(0)

    @property
    def below_lead(self) -> tuple[BlockContent, ...]:
        """The blocks between the lead and the sections."""
        return self._blocks_below(1) if self.items else ()

    @property
    def sections(self) -> tuple[Section, ...]:
        """Everything but the lead, by kind, in the order in which the kinds first come."""
        entries: dict[str, list[ItemContent | BlockContent]] = {}
        for place, item in enumerate(self.items[1:], start=2):
            entries.setdefault(item.kind, []).extend((item, *self._blocks_below(place)))
        return tuple(Section(kind, tuple(parts)) for kind, parts in entries.items())

    def only(self, places: Iterable[int]) -> IssueContent:
        """The same issue with just the items at these places, and every block where it stood between them."""
        kept = tuple(places)
        blocks = (replace(block, after=sum(place < block.after for place in kept)) for block in self.blocks)
        return replace(self, items=tuple(self.items[place] for place in kept), blocks=tuple(blocks))

    def _blocks_below(self, number: int) -> tuple[BlockContent, ...]:
        return tuple(block for block in self.blocks if block.after == number)


def as_json(contents: Mapping[str, IssueContent]) -> dict[str, Any]:
    """Contents by language as plain JSON values."""
    plain = {language: asdict(content) for language, content in contents.items()}
    value: dict[str, Any] = json.loads(json.dumps(plain, cls=DjangoJSONEncoder))
    return value


def hash_of(snapshot: Mapping[str, Any]) -> str:
    """The SHA-256 of a snapshot, whatever order its keys are in."""
    return hashlib.sha256(json.dumps(snapshot, sort_keys=True).encode()).hexdigest()


def from_json(value: Mapping[str, Any]) -> IssueContent:
    """One language's content, back from JSON."""
    parts = {
        "moment": datetime.datetime.fromisoformat(value["moment"]),
        "items": tuple(_item_from_json(item) for item in value["items"]),
        "blocks": tuple(BlockContent(**block) for block in value.get("blocks", ())),
    }
    return IssueContent(**{**value, **parts})


def _item_from_json(value: Mapping[str, Any]) -> ItemContent:
    picture, until = value["picture"], value.get("apply_until")
    return ItemContent(
        **{
            **value,
            "date": datetime.date.fromisoformat(value["date"]),
            "topics": tuple(value["topics"]),
            "apply_until": until and datetime.date.fromisoformat(until),
            "picture": picture
            and PictureContent(picture["alt"], ImageFile(**picture["large"]), ImageFile(**picture["small"])),
        }
    )
