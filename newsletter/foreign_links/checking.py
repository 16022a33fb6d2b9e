"""The links to other sites in the issues that are being made: which they are, and what was found there.

The worker asks, a few at a time; whoever looks at an issue only reads what it found.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from urllib.parse import urldefrag, urlsplit

from bs4 import BeautifulSoup
from django.conf import settings
from django.utils import timezone

from ..models import ForeignLink, Issue, Outcome
from .asking import Answer, ask

# Of one run, so that other jobs have their turn and nobody's server is pestered.
MOST_ADDRESSES, MOST_OF_A_HOST, SECONDS = 40, 5, 30
ASK_AGAIN = timedelta(days=1)
# What seemed wrong is perhaps mended, or was never more than a hitch.
ASK_AGAIN_SOON = timedelta(hours=1)
KEPT = timedelta(days=90)
LONGEST_ADDRESS = 2000


def foreign_addresses(html: str) -> set[str]:
    """The addresses on other sites that a mail links to, without the part that only a browser sees."""
    found = {str(link["href"]) for link in BeautifulSoup(html, "html.parser").find_all("a", href=True)}
    addresses = {urldefrag(address).url for address in found if address.lower().startswith(("http://", "https://"))}
    return {address for address in addresses if not _is_own(address) and len(address) <= LONGEST_ADDRESS}


def known(addresses: Iterable[str]) -> dict[str, ForeignLink]:
    """What is on record of these addresses; nothing of one that wasn't asked yet."""
    return ForeignLink.objects.in_bulk(list(addresses), field_name="address")


def check_links(now: datetime, ask: Callable[[str], Answer] = ask) -> int:
    """Asks what is due of the addresses in issues that are being made, and keeps what came of it; how many it asked.

    What is left over waits for the next run. What no issue has needed for long is forgotten.
    """
    ForeignLink.objects.filter(checked_at__lt=now - KEPT).delete()
    until = time.monotonic() + SECONDS
    asked = 0
    for address in _a_few(due(addresses_in_the_making(), now)):
        if time.monotonic() > until:
            break
        answer = ask(address)
        found = {"checked_at": timezone.now(), "outcome": answer.outcome, "status": answer.status}
        ForeignLink.objects.update_or_create(address=address, defaults=found)
        asked += 1
    return asked


def addresses_in_the_making() -> set[str]:
    """The addresses on other sites in every issue that hasn't gone out, in all its languages."""
    from ..as_reader import contents_of
    from ..identity import identity_in
    from ..rendering import render_mail

    states = [Issue.State.DRAFT, Issue.State.HELD, Issue.State.APPROVED]
    contents = [content for issue in Issue.objects.filter(state__in=states) for content in contents_of(issue).values()]
    mails = (render_mail(content, identity_in(content.language)) for content in contents)
    return {address for mail in mails for address in foreign_addresses(mail.html)}


def due(addresses: Collection[str], now: datetime) -> list[str]:
    """Those that are to be asked now: first what never was, then what wasn't for longest."""
    links = known(addresses)
    waiting = [address for address in addresses if address not in links or _is_due(links[address], now)]
    return sorted(waiting, key=lambda address: (address in links and links[address].checked_at.timestamp(), address))


def _is_due(link: ForeignLink, now: datetime) -> bool:
    return link.checked_at <= now - (ASK_AGAIN if link.outcome == Outcome.WORKS else ASK_AGAIN_SOON)


def _a_few(addresses: Iterable[str]) -> list[str]:
    """As many as a run takes, few of each host."""
    of_host: Counter[str] = Counter()
    taken = []
    for address in addresses:
        host = urlsplit(address).netloc.lower()
        of_host[host] += 1
        if of_host[host] <= MOST_OF_A_HOST:
            taken.append(address)
    return taken[:MOST_ADDRESSES]


def _is_own(address: str) -> bool:
    return f"{address}/".startswith(f"{settings.PUBLIC_URL}/")
