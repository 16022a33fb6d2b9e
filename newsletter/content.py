"""What an issue says, as plain values: all that a mail or a web page needs, and nothing that can still change.

An approved issue is kept as these values (`as_json`), and only they are sent. Addresses are the site's own,
without scheme and host; a mail writes them out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
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
    """A page's place in an issue: `key` is the same in every language, `topics` are focus areas' ids."""

    key: str
    purpose: str
    kind: str
    language: str
    title: str
    teaser: str
    url: str
    date: date
    topics: tuple[int, ...] = ()
    pinned: bool = False
    picture: PictureContent | None = None

    @property
    def kind_label(self) -> str:
        """The kind in words, in the active language."""
        return str(NewsletterKind(self.kind).label)


@dataclass(frozen=True)
class Section:
    """The items of one kind, in their order."""

    kind: str
    items: tuple[ItemContent, ...]

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
    moment: datetime
    items: tuple[ItemContent, ...] = field(default=())

    @property
    def lead(self) -> ItemContent | None:
        """The item that stands first and large."""
        return self.items[0] if self.items else None

    @property
    def sections(self) -> tuple[Section, ...]:
        """Everything but the lead, by kind, in the order in which the kinds come first."""
        rest = self.items[1:]
        kinds = dict.fromkeys(item.kind for item in rest)
        return tuple(Section(kind, tuple(item for item in rest if item.kind == kind)) for kind in kinds)

    def only(self, places: Iterable[int]) -> IssueContent:
        """The same issue with just the items at these places."""
        return replace(self, items=tuple(self.items[place] for place in places))


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
    items = tuple(_item_from_json(item) for item in value["items"])
    return IssueContent(**{**value, "moment": datetime.fromisoformat(value["moment"]), "items": items})


def _item_from_json(value: Mapping[str, Any]) -> ItemContent:
    picture = value["picture"]
    return ItemContent(
        **{
            **value,
            "date": date.fromisoformat(value["date"]),
            "topics": tuple(value["topics"]),
            "picture": picture
            and PictureContent(picture["alt"], ImageFile(**picture["large"]), ImageFile(**picture["small"])),
        }
    )
