"""How long a variant of an issue of 40 items takes to render, once its parts are."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from statistics import median, quantiles

from newsletter.content import IssueContent, ItemContent
from newsletter.identity import Identity, identity_in
from newsletter.rendering import render_mail
from pages.newsletter_item import NewsletterKind

ITEMS, VARIANTS = 40, 200


@dataclass(frozen=True)
class Rendering:
    """Seconds: an issue's first variant, which renders every part; those after it, in their middle and slowest.

    `cold` is the first one of a process, which also loads the templates, the styles and the translations.
    """

    cold: float
    first: float
    typical: float
    slow: float
    size: int


def rendering(content: IssueContent) -> Rendering:
    """Renders distinct variants of an issue made 40 items long, as a freeze does one after another."""
    identity = identity_in(content.language)
    cold, _size = _timed(of_forty(content, "Earlier"), identity)
    issue = of_forty(content)
    first, size = _timed(issue, identity)
    waits = [
        _timed(issue.only(place for place in range(ITEMS) if (place + number) % (2 + number % 5)), identity)[0]
        for number in range(VARIANTS)
    ]
    return Rendering(cold, first, median(waits), quantiles(waits, n=100)[98], size)


def of_forty(content: IssueContent, word: str = "") -> IssueContent:
    """The same issue with its items again and again, each with a title of its own, section by section."""
    items = [_titled(content.items[number % len(content.items)], f"{word} {number}") for number in range(ITEMS)]
    return replace(content, items=tuple(sorted(items, key=lambda item: NewsletterKind.values.index(item.kind))))


def _titled(item: ItemContent, ending: str) -> ItemContent:
    return replace(item, key=f"{item.key}-{ending}", title=f"{item.title} {ending}")


def _timed(content: IssueContent, identity: Identity) -> tuple[float, int]:
    start = time.perf_counter()
    mail = render_mail(content, identity)
    return time.perf_counter() - start, len(mail.html.encode())
