"""What a mail is looked at for before it is sent: plain functions over plain values.

The rows of the standards that concern content (E13 to E25). An error keeps an issue from being sent; a warning is for
whoever approves it to weigh.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from network.contrast import TEXT, contrast, shown
from network.palette import Palette, Scheme
from pages.checks.vocabulary import vocabulary_of

from .content import BlockKind, IssueContent
from .identity import Identity
from .rendering import RenderedMail

LARGE, TOO_LARGE = 80_000, 95_000
SHORTEST_PREHEADER, LONGEST_PREHEADER, LONGEST_SUBJECT = 40, 110, 70
FALSE_REPLY = re.compile(r"^\s*(re|fwd?|antw|doorst)\s*:", re.IGNORECASE)
FORBIDDEN = ("script", "form", "svg", "iframe", "link", "object", "embed", "video", "audio")
READ_ON = (
    ("ink", "paper"),
    ("muted", "paper"),
    ("primary", "paper"),
    ("ink", "surface"),
    ("primary", "surface"),
    ("on_primary", "primary"),
)


@dataclass(frozen=True)
class Finding:
    """Something about an issue in one language.

    `key` names an item that lacks a translation; `url` is where an editor does something about it.
    """

    blocks: bool
    message: str
    key: str = ""
    url: str = ""


def error(message: str) -> Finding:
    """A finding that keeps the issue from being sent."""
    return Finding(True, message)


def warning(message: str, key: str = "") -> Finding:
    """A finding that somebody may leave as it is."""
    return Finding(False, message, key)


def check_issue(content: IssueContent, mail: RenderedMail, identity: Identity, site: str) -> list[Finding]:
    """All that there is to say about an issue in one language, rendered with every item; errors come first."""
    html = BeautifulSoup(mail.html, "html.parser")
    findings = [
        *_check_mailbox(mail.subject, html),
        *_check_size(mail.html),
        *_check_language(html, content.language),
        *_check_structure(html),
        *_check_pictures(html, site),
        *_check_links(html, content.language),
        *_check_text(html, mail.text),
        *_check_sender(identity),
        *_check_colours(identity.palette),
        *_check_translations(content),
        *_check_buttons(content),
    ]
    return sorted(findings, key=lambda finding: not finding.blocks)


def _check_mailbox(subject: str, html: BeautifulSoup) -> Iterator[Finding]:
    if not subject.strip() or "\n" in subject:
        yield error(_("The subject has to be one line."))
    if len(subject) > LONGEST_SUBJECT:
        yield error(_("The subject is longer than %(longest)d characters.") % {"longest": LONGEST_SUBJECT})
    if FALSE_REPLY.match(subject):
        yield error(_("The subject looks like a reply, which the mail isn't."))
    preheader = _words(html.find(class_="preheader"))
    if not SHORTEST_PREHEADER <= len(preheader) <= LONGEST_PREHEADER:
        limits = {"shortest": SHORTEST_PREHEADER, "longest": LONGEST_PREHEADER, "length": len(preheader)}
        yield warning(_("The preheader has %(length)d characters; %(shortest)d to %(longest)d read best.") % limits)
    if subject and subject in preheader:
        yield warning(_("The preheader repeats the subject."))


def _check_size(html: str) -> Iterator[Finding]:
    size = len(html.encode())
    if size >= TOO_LARGE:
        yield error(_("The mail is %(size)d kB; mail programs cut off what is over 95 kB.") % {"size": size // 1000})
    elif size > LARGE:
        yield warning(_("The mail is %(size)d kB; over 95 kB mail programs cut it off.") % {"size": size // 1000})


def _check_language(html: BeautifulSoup, language: str) -> Iterator[Finding]:
    wrappers = html.body.find_all(recursive=False) if html.body else []
    for element in (html.html, *wrappers):
        if not element or element.get("lang") != language or element.get("dir") not in ("ltr", "rtl"):
            yield error(_("The mail doesn't say which language it is in, or in which direction it is read."))
            return


def _check_structure(html: BeautifulSoup) -> Iterator[Finding]:
    if any(table.get("role") != "presentation" for table in html.find_all("table")):
        yield error(_("A table in the mail would be read out as one."))
    if len(html.find_all("h1")) != 1:
        yield error(_("The mail has to have one main heading."))
    levels = [int(heading.name[1]) for heading in html.find_all(re.compile("^h[1-6]$"))]
    if any(below - above > 1 for above, below in itertools.pairwise(levels)):
        yield error(_("A heading in the mail skips a level."))
    if html.find_all(FORBIDDEN) or "data:" in str(html):
        yield error(_("There is something in the mail that mail programs don't show."))


def _check_pictures(html: BeautifulSoup, site: str) -> Iterator[Finding]:
    for picture in html.find_all("img"):
        name = str(picture.get("src", "")).rsplit("/", 1)[-1]
        if not picture.has_attr("alt"):
            yield error(_("The picture %(name)s has no alternative text.") % {"name": name})
        if not picture.get("width") or not picture.get("height"):
            yield error(_("The picture %(name)s has no size.") % {"name": name})
        if not str(picture.get("src", "")).startswith(f"{site}/"):
            yield error(_("The picture %(name)s comes from elsewhere.") % {"name": name})


def _check_links(html: BeautifulSoup, language: str) -> Iterator[Finding]:
    vocabulary = vocabulary_of(language)
    vague = vocabulary.vague_links if vocabulary else ()
    targets: dict[str, set[str]] = {}
    for link in html.find_all("a"):
        words = _words(link)
        if not words:
            yield error(_("A link in the mail has no text: %(url)s") % {"url": link.get("href", "")})
            continue
        targets.setdefault(words.casefold(), set()).add(str(link.get("href", "")))
        if words.casefold().strip(" .!:;>»›→") in vague:
            yield warning(_("The link “%(words)s” doesn't say where it leads.") % {"words": words})
    for words, addresses in targets.items():
        if len(addresses) > 1:
            yield warning(_("“%(words)s” is the text of links to different places.") % {"words": words})


def _check_text(html: BeautifulSoup, text: str) -> Iterator[Finding]:
    missing = [str(link["href"]) for link in html.find_all("a", href=True)]
    missing = [address for address in missing if address.removeprefix("mailto:") not in text]
    if missing:
        yield error(_("The plain text lacks a link: %(url)s") % {"url": missing[0]})


def _check_sender(identity: Identity) -> Iterator[Finding]:
    if not identity.address_lines:
        yield error(_("The mail doesn't say where the sender can be reached by post: fill it in under Settings."))
    if not identity.privacy_url:
        yield warning(_("The mail doesn't link to how you handle readers' data: choose the page under Settings."))


def _check_colours(palette: Palette) -> Iterator[Finding]:
    schemes: Iterable[tuple[str, Scheme]] = ((_("light"), palette.light), (_("dark"), palette.dark))
    for name, scheme in schemes:
        for colour, ground in READ_ON:
            ratio = contrast(getattr(scheme, colour), getattr(scheme, ground))
            if ratio < TEXT:
                said = {"scheme": name, "ratio": shown(ratio), "colour": colour, "ground": ground}
                yield error(_("In the %(scheme)s colours %(colour)s on %(ground)s has a contrast of %(ratio)s.") % said)


def _check_translations(content: IssueContent) -> Iterator[Finding]:
    for item in content.items:
        if item.language != content.language:
            said = {"title": item.title, "language": get_language_info(content.language)["name_translated"]}
            yield warning(_("“%(title)s” has no translation into %(language)s.") % said, item.key)


def _check_buttons(content: IssueContent) -> Iterator[Finding]:
    for block in content.blocks:
        if block.kind == BlockKind.BUTTON and not block.url:
            yield error(_("The button “%(words)s” leads to a page that isn't public.") % {"words": block.words})


def _words(element: Tag | None) -> str:
    return " ".join(element.get_text(" ").split()) if isinstance(element, Tag) else ""
