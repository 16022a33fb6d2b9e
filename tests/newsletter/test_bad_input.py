"""Whatever is sent to whatever public address: an answer, and a clear page where it is refused.

Hypothesis makes the requests; FUZZ says how many, and `make fuzz` makes ten thousand.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import quote, quote_plus
from uuid import UUID, uuid4

import hypothesis
import pytest
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction
from django.test import RequestFactory
from django.urls import URLResolver, get_resolver
from django.utils import timezone, translation
from django.utils.regex_helper import normalize
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker, Settings
from wagtail.models import Page

from hub.wsgi import application
from newsletter import links
from newsletter.models import AddressChange, Consent, ConsentText, Subscriber
from tests import factories
from tests.conftest import Tree

from .conftest import ANCHOR, Newsletter

pytestmark = pytest.mark.django_db

FUZZ = int(os.environ.get("FUZZ", "300"))
LANGUAGES = ("nl", "en")
ADMIN = "cms/"
PURPOSES = (links.CONFIRM, links.PREFERENCES, links.UNSUBSCRIBE, links.MOVE, links.AFTER_LEAVING)
MANY_STATES = {
    "active": {"confirmed_at": ANCHOR},
    "paused": {"confirmed_at": ANCHOR},
    "pending": {},
    "unsubscribed": {"confirmed_at": ANCHOR},
    "suppressed": {},
}


@dataclass(frozen=True)
class Sent:
    """A request as it goes over the line."""

    method: str
    path: str
    query: str = ""
    body: bytes = b""
    content_type: str = "application/x-www-form-urlencoded"
    headers: tuple[tuple[str, str], ...] = ()


# Where


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Each address of the site in the active language, with `%(name)s` for what varies."""
    for view in filter(callable, resolver.reverse_dict):
        for possibilities, *_rest in resolver.reverse_dict.getlist(view):
            for address, _names in possibilities:
                yield before + address
    for prefix, below in resolver.namespace_dict.values():
        [(start, _names)] = normalize(prefix)
        yield from addresses(below, before + start)


def all_addresses() -> tuple[list[str], list[str]]:
    """Those of the site, and those of the admin, which lead a visitor to the log-in page."""
    found = set()
    for language in LANGUAGES:
        with translation.override(language):
            found |= set(addresses(get_resolver()))
    admin = {address for address in found if address.startswith(ADMIN)}
    return sorted(found - admin), sorted(admin)


SITE, STAFF = all_addresses()


def test_the_walk_finds_every_address() -> None:
    assert {"", "healthz", "nl/zoeken/", "en/feeds/newsletter/", ".well-known/security.txt"} <= set(SITE)
    assert "nl/nieuwsbrief/uitschrijven/%(token)s/" in SITE
    assert len(SITE) >= 50
    assert len(STAFF) > 250
    assert not [address for address in SITE if address.startswith("cms")]


# What


NASTY = [
    "",
    "\x00",
    "anna@example.org\x00",
    "anna@example.org\r\nBcc: victim@example.org",
    "anna@example.org%0d%0aSubject: x",
    "\ud800",
    "\ufffe\uffff",
    "\u202egro.elpmaxe@anna",
    "'; DROP TABLE newsletter_subscriber; --",
    "{{ settings.SECRET_KEY }}",
    "../../../../etc/passwd",
    "<script>alert(1)</script>",
    "%",
    "%s%(x)s",
    "a" * 3_000,
    "é" * 3_000,
    "(" * 500,
    '"' * 99,
    "-1",
    "0",
    "1e999",
    "99999999999999999999999999",
    "١٢٣",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "10000-01-01",
    "1970-01-01T00:00:00Z",
]
GOOD = "anna@example.org nl en news monthly 1 2 2026 on samen show pause move resume".split()  # noqa: SIM905
FIELDS = (  # noqa: SIM905
    "email topics kinds rhythm wording website language until do reason back sure List-Unsubscribe "
    "q kind area phase year page status circle saved download password return_url next username"
).split()
CONTENT_TYPES = [
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-16",
    "text/plain; charset=rot13",
    "text/plain; charset=idna",
    "text/plain; charset=hex",
    "text/plain; x*=nonsense''a",
    "text/html; charset=nonsense",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "multipart/form-data; boundary=x; charset=utf-16",
    "multipart/form-data; boundary=" + "x" * 300,
    "multipart/form-data; boundary=é",
    "application/json",
    "; charset",
    "",
]
HEADERS = {
    "Accept-Language": ["en", "xx-YY;q=0.5,*;q=x", "a" * 5_000, "nl-\xff"],
    "Accept": ["application/json", "*/*;q=x", "\xff"],
    "Accept-Encoding": ["gzip;q=x", "br"],
    "Cookie": ["sessionid=x; csrftoken=\x00", "sessionid=" + "a" * 32, "=;;=", "__Host-sessionid=\xe9"],
    "Host": ["evil.example", "[::1", "localhost:99999", "lo calhost", ""],
    "If-Modified-Since": ["yesterday", "Thu, 99 Foo 9999 99:99:99 GMT"],
    "If-None-Match": ["*", '"', 'W/"x'],
    "Range": ["bytes=0-", "bytes=-", "bytes=9-1,\xff", "bytes=" + "0-1," * 500],
    "Origin": ["null", "http://[broken", "http://testserver"],
    "Referer": ["http://testserver/nl/", "//", "http://[x"],
    "Sec-Fetch-Site": ["same-origin", "none", "nonsense"],
    "X-Forwarded-For": ["x", "1.2.3.4, \xff", "::ffff:10.0.0.1", "fe80::1%eth0"],
    "X-Forwarded-Proto": ["https", "gopher"],
    "X-Requested-With": ["XMLHttpRequest"],
}

texts = st.one_of(st.sampled_from(GOOD), st.sampled_from(NASTY), st.text(st.characters(codec=None), max_size=30))
pairs = st.lists(st.tuples(st.one_of(st.sampled_from(FIELDS), texts), texts), max_size=6)


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def as_query(fields: list[tuple[str, str]]) -> str:
    return "&".join(f"{quote_plus(encoded(name))}={quote_plus(encoded(value))}" for name, value in fields)


def as_multipart(fields: list[tuple[str, str]]) -> bytes:
    parts = [
        b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (encoded(name), encoded(value))
        for name, value in fields
    ]
    return b"".join(parts) + b"--x--\r\n"


def cut(whole: tuple[bytes, int]) -> bytes:
    body, at = whole
    return body[: at % (len(body) + 1)]


forms = st.one_of(
    pairs.map(lambda fields: as_query(fields).encode()),
    pairs.map(as_multipart),
    st.tuples(pairs.map(as_multipart), st.integers(0, 2**16)).map(cut),
    st.binary(max_size=60),
    st.sampled_from([b"email=" + b"a" * 2_700_000, b"&".join([b"a"] * 10_001), b'{"email": []}', b"email=\xff\xfe"]),
)
queries = st.one_of(
    st.just(""), pairs.map(as_query), st.text(st.characters(max_codepoint=255, exclude_characters="#"), max_size=40)
)
header_sets = st.lists(
    st.sampled_from(sorted(HEADERS)).flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(HEADERS[name]))),
    max_size=2,
    unique_by=lambda header: header[0],
).map(tuple)


@st.composite
def requests(draw: st.DrawFn, paths: list[str], tokens: list[str]) -> Sent:
    """A request to one of the addresses; what varies in them is filled in."""
    address = draw(st.sampled_from([*SITE, *paths] * 8 + STAFF))
    filling = st.one_of(st.sampled_from(tokens), texts) if "token" in address else texts
    path = re.sub(r"%\(\w+\)s", lambda _: quote(encoded(draw(filling)), safe="/"), address)
    return Sent(
        draw(st.sampled_from(["GET", "POST", "POST", "HEAD", "PUT", "OPTIONS", "DELETE", "\xe9"])),
        f"/{path}",
        draw(queries),
        draw(forms),
        draw(st.sampled_from(CONTENT_TYPES)),
        draw(header_sets),
    )


# Everything there is to ask for


@dataclass
class Site:
    """Addresses that exist, and tokens: whole ones of people in every state, and damaged ones."""

    paths: list[str] = field(repr=False)
    tokens: list[str] = field(repr=False)


@pytest.fixture(scope="module")
def planted_site(published: Newsletter, django_db_blocker: DjangoDbBlocker) -> Site:
    with django_db_blocker.unblock():
        plant(published.tree)
        numbers = [number for state, fields in MANY_STATES.items() for number in numbers_of(state, fields)]
        tokens = [links.token_for(number, purpose) for number in [*numbers, uuid4()] for purpose in PURPOSES]
        paths = [page.get_url().lstrip("/") for page in Page.objects.filter(depth__gt=1).order_by("path")]
    damaged = [tokens[0][:-1], tokens[0][1:], tokens[0].replace(".", ""), tokens[0] + "x", tokens[0].upper(), "."]
    return Site(paths, tokens + damaged)


def plant(tree: Tree) -> None:
    """A page of every kind that reads what stands behind the question mark or serves more than itself; and a worker."""
    factories.ArticlePageFactory(parent=tree.news, slug="artikel")
    factories.PeoplePageFactory(parent=tree.home, slug="mensen")
    factories.PartnersPageFactory(parent=tree.home, slug="partners")
    factories.PersonFactory(name="Noor", slug="noor")
    factories.AgendaPageFactory(parent=tree.home, slug="agenda")
    factories.LearningAgendaPageFactory(parent=tree.academy, slug="leeragenda")
    factories.PublicationIndexPageFactory(parent=tree.home, slug="publicaties")
    factories.GlossaryPageFactory(parent=tree.home, slug="begrippen")
    with connection.cursor() as cursor:  # without one the site isn't ready
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() + interval '1 day')")


def numbers_of(state: str, fields: dict[str, Any]) -> list[UUID]:
    """Somebody in this state who asked for something, and for another address too."""
    now = timezone.now()
    subscriber = Subscriber.objects.create(
        email=f"{state}@example.org",
        language="nl",
        state=state,
        unsubscribed_at=now if state == "unsubscribed" else None,
        **fields,
    )
    asked = Consent.objects.create(
        subscriber_number=subscriber.number, text=ConsentText.of("nl", "Ja"), language="nl", page="/nl/", at=now
    )
    late = AddressChange.objects.create(subscriber=subscriber, email="late@example.org", at=now - timedelta(days=8))
    moving = AddressChange.objects.create(subscriber=subscriber, email=f"new-{state}@example.org")
    return [subscriber.number, asked.reference, moving.reference, late.reference]


class Line(RequestFactory):
    """Sends requests to the site's program as a web server does."""

    def request(self, **request: Any) -> Answer:
        """The answer; what the request did is undone."""
        said: list[str] = []
        with transaction.atomic():
            body = application(self._base_environ(**request), lambda status, headers: said.append(status))
            content = b"".join(body)
            body.close()
            transaction.set_rollback(True)
        return Answer(int(said[0].split()[0]), content.decode())


@dataclass
class Answer:
    """What comes back."""

    status: int
    content: str


def answer_to(sent: Sent) -> Answer:
    answer: Answer = Line().generic(
        sent.method,
        sent.path,
        sent.body if sent.method in ("POST", "PUT", "DELETE") else b"",
        sent.content_type,
        QUERY_STRING=sent.query,
        **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in sent.headers},
    )
    return answer


@pytest.fixture
def line(planted_site: Site, settings: Settings, db: None) -> Iterator[Site]:
    """The site, ready to be asked; a mistake in it stops the test, and says where it is."""
    settings.DEBUG_PROPAGATE_EXCEPTIONS = True
    signals = (request_started, request_finished)
    for signal in signals:  # each request would close the test's own connection
        signal.disconnect(close_old_connections)
    yield planted_site
    for signal in signals:
        signal.connect(close_old_connections)


def is_for_people(sent: Sent, answer: Answer) -> bool:
    """Whether a refusal is read by somebody: browsers only send GET and POST, and know the site's name."""
    is_of_a_provider = sent.path.startswith("/anymail/")
    by_browser = sent.method in ("GET", "POST") and "Host" not in dict(sent.headers)
    return by_browser and not is_of_a_provider and answer.status != 405


@given(data=st.data())
@hypothesis.settings(max_examples=FUZZ, suppress_health_check=list(HealthCheck))
def test_every_request_has_an_answer_and_every_refusal_a_page(line: Site, data: st.DataObject) -> None:
    cache.clear()
    sent = data.draw(requests(line.paths, line.tokens))
    answer = answer_to(sent)
    assert answer.status < 500
    if answer.status >= 400 and is_for_people(sent, answer):
        assert "<h1" in answer.content
        language = re.match("/(nl|en)/", sent.path)
        assert not language or f'<html lang="{language[1]}"' in answer.content
