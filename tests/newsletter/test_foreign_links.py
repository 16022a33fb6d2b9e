"""Links to other sites are followed before an issue goes out, and never to anywhere inside this server's network."""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob

from newsletter.approval import approve, current_contents
from newsletter.foreign_links import asking
from newsletter.foreign_links.asking import Answer, ask
from newsletter.foreign_links.checking import (
    MOST_ADDRESSES,
    MOST_OF_A_HOST,
    addresses_in_the_making,
    check_links,
    foreign_addresses,
)
from newsletter.foreign_links.guard import INTERNET, Guard, NotPublicError, is_public
from newsletter.inspecting import preflight
from newsletter.models import ForeignLink, Issue, Outcome
from newsletter.tasks import check_foreign_links
from tests.factories import UserFactory

from .conftest import Newsletter

HERE = "127.0.0.1"
NAMES = {"site.example": [HERE], "inside.example": ["10.0.0.7"], "both.example": [HERE, "192.168.1.1"]}


class Site:
    """A real web server: answers by path, and remembers what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, str]] = {}
        self.refuses_head: set[str] = set()
        self.drips: set[str] = set()
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.looked_up: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                self.answer("HEAD")

            def do_GET(self) -> None:
                self.answer("GET")

            def answer(self, method: str) -> None:
                site.asked.append((method, self.path, dict(self.headers)))
                if self.path in site.drips:
                    for _ in range(100):
                        self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                        if stopping.wait(0.05):
                            return
                status, location = site.answers.get(self.path, (404, ""))
                self.send_response(405 if method == "HEAD" and self.path in site.refuses_head else status)
                if location:
                    self.send_header("Location", location)
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                """Says nothing."""

        stopping = self.stopping = threading.Event()
        self.server = ThreadingHTTPServer((HERE, 0), Handler)
        self.port = self.server.server_address[1]
        self.guard = Guard(self.resolve, frozenset({self.port}), frozenset({HERE}))
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def resolve(self, host: str, port: int) -> list[str]:
        self.looked_up.append(host)
        if host not in NAMES:
            raise OSError("no such name")
        return NAMES[host]

    def url(self, path: str, host: str = "site.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def ask(self, path: str, host: str = "site.example") -> Answer:
        return ask(self.url(path, host), self.guard)


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.stopping.set()
    made.server.shutdown()
    made.server.server_close()


def test_a_page_that_is_there_works_and_is_told_nothing_of_anybody(site: Site) -> None:
    site.answers["/?a=b%20c"] = (200, "")
    assert site.ask("?a=b c#part") == Answer(Outcome.WORKS, 200)
    [(method, _path, headers)] = site.asked
    assert method == "HEAD"
    assert headers["Host"] == f"site.example:{site.port}"
    assert not {"Cookie", "Authorization", "Referer"} & headers.keys()


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (404, Outcome.BROKEN),
        (410, Outcome.BROKEN),
        (500, Outcome.BROKEN),
        (403, Outcome.UNCLEAR),
        (429, Outcome.UNCLEAR),
    ],
)
def test_a_bad_answer_is_kept_with_its_number(site: Site, status: int, outcome: Outcome) -> None:
    site.answers["/x"] = (status, "")
    assert site.ask("/x") == Answer(outcome, status)
    assert [method for method, *_ in site.asked] == ["HEAD", "GET"]


def test_a_server_that_refuses_head_is_asked_for_the_page(site: Site) -> None:
    site.answers["/x"] = (200, "")
    site.refuses_head.add("/x")
    assert site.ask("/x") == Answer(Outcome.WORKS, 200)


def test_redirects_are_followed_a_few_times(site: Site) -> None:
    site.answers |= {"/old": (301, "/new"), "/new": (302, site.url("/newest")), "/newest": (200, "")}
    site.answers["/round"] = (302, "/round")
    assert site.ask("/old") == Answer(Outcome.WORKS, 200)
    assert site.ask("/round") == Answer(Outcome.BROKEN, 302)
    assert len(site.asked) < 20


@pytest.mark.parametrize(
    "location",
    ["http://inside.example:{port}/", "http://both.example:{port}/", "http://127.0.0.1:22/", "file:///etc/passwd"],
)
def test_a_redirect_leads_nowhere_that_the_link_itself_may_not(site: Site, location: str) -> None:
    site.answers["/trap"] = (302, location.format(port=site.port))
    assert site.ask("/trap") == Answer(Outcome.NOT_PUBLIC)
    assert len(site.asked) == 1


def test_a_name_is_looked_up_once_for_a_connection_so_it_cannot_change_meanwhile(site: Site) -> None:
    site.answers["/x"] = (404, "")
    site.ask("/x")
    assert len(site.asked) == 2
    assert site.looked_up == ["site.example"]


def test_what_is_not_there_is_not_reached(site: Site) -> None:
    assert site.ask("/x", host="nobody.example") == Answer(Outcome.UNREACHABLE)
    closed = Guard(site.resolve, frozenset({1}), frozenset({HERE}))
    assert ask("http://site.example:1/", closed) == Answer(Outcome.UNREACHABLE)
    without_tls = Guard(site.resolve, site.guard.ports, site.guard.also)
    assert ask(f"https://site.example:{site.port}/", without_tls) == Answer(Outcome.UNREACHABLE)


def test_a_server_that_drips_is_not_waited_for(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "LONGEST", 0.3)
    site.drips.add("/slow")
    begin = timezone.now()
    assert site.ask("/slow") == Answer(Outcome.UNREACHABLE)
    assert timezone.now() - begin < timedelta(seconds=2)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://8.8.8.8:22/",
        "https://8.8.8.8:8443/",
        "ftp://8.8.8.8/",
        "http://somebody:secret@8.8.8.8/",
        "http://@8.8.8.8/",
        "http:///x",
        "http://8.8.8.8:99999/",
        "http://" + "a" * 70 + ".example/",
    ],
)
def test_only_plain_web_addresses_outside_are_anybodys_to_ask(url: str) -> None:
    with pytest.raises(NotPublicError):
        INTERNET.target(url)


def test_a_request_goes_where_its_name_was_seen_to_lead() -> None:
    guard = Guard(lambda host, port: {"xn--bcher-kva.example": ["8.8.8.8", "2a00:1450::1"]}[host])
    target = guard.target("https://bücher.example/über?x=ä b#c")
    assert target.addresses == ("8.8.8.8", "2a00:1450::1")
    assert (target.host_header, target.path) == ("xn--bcher-kva.example", "/%C3%BCber?x=%C3%A4%20b")


INNER = [
    ipaddress.ip_network(net)
    for net in ("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12")
] + [ipaddress.ip_network(net) for net in ("192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4")]
inner = st.sampled_from(INNER).flatmap(lambda net: st.ip_addresses(v=4, network=net))


@given(inner, st.sampled_from(["{}", "::ffff:{}", "64:ff9b::{}", "::{}", "2002:{hex}::"]))
def test_no_address_of_an_inner_network_is_public_however_it_is_wrapped(
    address: ipaddress.IPv4Address, wrapping: str
) -> None:
    number = int(address)
    assert not is_public(wrapping.format(address, hex=f"{number >> 16:x}:{number & 0xFFFF:x}"))


@given(st.ip_addresses())
def test_what_is_public_is_so_to_the_registries_too(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if is_public(str(address)):
        assert not address.is_multicast
        assert not address.is_loopback
        assert not address.is_link_local


def intro(issue: Issue, html: str) -> None:
    page = issue.pages.get(language="nl").get_latest_revision_as_object()
    page.intro = html
    page.save_revision()


def link(address: str, words: str) -> str:
    return f'<p><a href="{address}">{words}</a></p>'


def test_only_links_to_other_sites_are_foreign(settings: Any) -> None:
    settings.PUBLIC_URL = "https://ons.example"
    addresses = [
        "https://ons.example/nl/",
        "https://ons.example",
        "mailto:a@b.example",
        "#x",
        "/nl/",
        "https://ons.example.org/a#b",
    ]
    html = "".join(link(address, address) for address in addresses) + link("https://x.example/" + "a" * 2000, "lang")
    assert foreign_addresses(html) == {"https://ons.example.org/a"}


@pytest.mark.django_db
def test_an_editor_is_told_what_was_found_and_the_issue_can_go_out(newsletter: Newsletter, settings: Any) -> None:
    settings.CHECK_FOREIGN_LINKS = True
    issue = newsletter.issue("Nieuws")
    intro(issue, link("https://weg.example/a", "Verdwenen") + link("https://goed.example/", "Goed"))
    answers = {
        "https://weg.example/a": Answer(Outcome.BROKEN, 404),
        "https://goed.example/": Answer(Outcome.WORKS, 200),
    }

    assert not [finding for finding in findings(issue) if "weg.example" in finding]
    assert check_links(timezone.now(), answers.__getitem__) == 2
    [said] = [finding for finding in findings(issue) if "example" in finding]
    assert "https://weg.example/a answered 404 on" in said
    assert check_links(timezone.now(), answers.__getitem__) == 0
    soon, tomorrow = timezone.now() + timedelta(hours=2), timezone.now() + timedelta(days=2)
    assert check_links(soon, answers.__getitem__) == 1
    assert check_links(tomorrow, answers.__getitem__) == 2
    assert approve(issue).state == "approved"
    assert addresses_in_the_making() == answers.keys()


def findings(issue: Issue) -> list[str]:
    with translation.override("en"):
        return [finding.message for found in preflight(current_contents(issue)) for finding in found.findings]


@pytest.mark.django_db
def test_a_manager_sees_every_address_and_when_it_was_looked_at(
    newsletter: Newsletter, settings: Any, client: Client
) -> None:
    settings.CHECK_FOREIGN_LINKS = True
    issue = newsletter.issue("Nieuws")
    intro(issue, link("https://weg.example/", "Verdwenen") + link("https://nieuw.example/", "Nieuw"))
    ForeignLink.objects.create(address="https://weg.example/", outcome=Outcome.UNREACHABLE, checked_at=timezone.now())
    client.force_login(UserFactory(is_superuser=True))
    url = reverse("newsletter_issue:detail", args=[issue.pk])
    page = client.get(url).content.decode()
    assert "Links naar andere sites" in page
    assert "was niet te bereiken, nagekeken op" in page
    assert "nog niet nagekeken" in page
    assert "Een link naar een andere site" in page

    settings.CHECK_FOREIGN_LINKS = False
    page = client.get(url).content.decode()
    assert "wordt op deze installatie niet nagekeken" in page
    assert "Een link naar een andere site" not in page


@pytest.mark.django_db
def test_a_run_is_short_and_does_not_pester_one_server(newsletter: Newsletter, monkeypatch: pytest.MonkeyPatch) -> None:
    issue = newsletter.issue("Nieuws")
    many = [f"https://een.example/{n}" for n in range(9)] + [f"https://site{n}.example/" for n in range(60)]
    intro(issue, "".join(link(address, address) for address in many))
    asked: list[str] = []
    assert check_links(timezone.now(), answering(asked)) == MOST_ADDRESSES
    assert sum("een.example" in address for address in asked) == MOST_OF_A_HOST
    first = set(asked)
    check_links(timezone.now(), answering(asked))
    assert not first & set(asked[MOST_ADDRESSES:])


def answering(asked: list[str]) -> Callable[[str], Answer]:
    def answer(address: str) -> Answer:
        asked.append(address)
        return Answer(Outcome.WORKS, 200)

    return answer


@pytest.mark.django_db
def test_what_was_found_long_ago_is_forgotten(db: None) -> None:
    for days in (1, 91):
        ForeignLink.objects.create(
            address=f"https://x.example/{days}",
            outcome="works",
            status=200,
            checked_at=timezone.now() - timedelta(days),
        )
    check_links(timezone.now())
    assert [link.address for link in ForeignLink.objects.all()] == ["https://x.example/1"]


@pytest.mark.django_db
def test_saving_an_issue_has_its_links_looked_at_once_where_that_is_set(
    newsletter: Newsletter, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsletter.tasks.check_links", lambda now: pytest.fail("asked another site"))
    issue = newsletter.issue("Nieuws")
    jobs = ProcrastinateJob.objects.filter(task_name="newsletter.check_foreign_links")
    check_foreign_links(timestamp=0)
    assert not jobs.exists()
    settings.CHECK_FOREIGN_LINKS = True
    intro(issue, link("https://a.example/", "A"))
    intro(issue, link("https://b.example/", "B"))
    assert jobs.count() == 1
