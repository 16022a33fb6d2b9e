"""What is kept of the site between two visits: fast for everyone, and never anybody else's page, nor an old one."""

from __future__ import annotations

import datetime
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.apps import apps
from django.core.cache import caches
from django.core.cache.backends.filebased import FileBasedCache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, TestCase
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.models import PageViewRestriction, Site

from hub.caching import pages, purging
from hub.caching.files import SharedFiles
from hub.caching.policy import CachePolicy
from network.models import NetworkSettings
from newsletter.models import NewsletterSettings
from tests import factories
from tests.conftest import Tree

HOME = "/nl/"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MIDDAY = datetime.datetime(2026, 3, 10, 12, tzinfo=AMSTERDAM)


@pytest.fixture
def kept(settings: Settings, tmp_path: Path) -> Iterator[FileBasedCache]:
    """A page cache that keeps, in files as by default."""
    settings.CACHES = {
        "default": {"BACKEND": "hub.caching.files.SharedFiles", "LOCATION": tmp_path / "shared"},
        "pages": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": tmp_path / "pages",
            "OPTIONS": {"MAX_ENTRIES": 20},
        },
    }
    with time_machine.travel(MIDDAY):  # in the last minute of a day nothing is kept
        yield caches["pages"]


def count(kept: FileBasedCache) -> int:
    return len(kept._list_cache_files())


# What a visitor gets


@pytest.mark.parametrize("path", ["/nl/", "/en/", "/nl/nieuws/", "/en/newsletter/subscribe/"])
def test_a_second_visitor_gets_the_same_page_without_a_query(
    tree: Tree, client: Client, kept: FileBasedCache, django_assert_num_queries: DjangoAssertNumQueries, path: str
) -> None:
    first = client.get(path)
    with django_assert_num_queries(0):
        second = Client().get(path)
    assert second.content == first.content
    assert first.headers.pop("X-Request-ID") != second.headers.pop("X-Request-ID")
    assert dict(second.headers) == dict(first.headers)
    assert not second.cookies


def test_what_a_browser_has_already_is_not_sent_again(tree: Tree, client: Client, kept: FileBasedCache) -> None:
    first = client.get(HOME)
    again = client.get(HOME, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["cache-control"] == first.headers["cache-control"]


def test_asking_only_for_the_headers_gets_them_of_the_kept_page_and_keeps_nothing(
    tree: Tree, client: Client, kept: FileBasedCache
) -> None:
    client.head(HOME)
    assert count(kept) == 0
    assert client.get(HOME).headers["etag"] == client.head(HOME).headers["etag"]


def test_each_language_and_host_has_its_own(tree: Tree, kept: FileBasedCache) -> None:
    assert b'<html lang="nl"' in Client().get("/nl/", headers={"accept-language": "en"}).content
    assert b'<html lang="en"' in Client().get("/en/", headers={"accept-language": "nl"}).content
    assert b'<html lang="nl"' in Client().get("/nl/", headers={"accept-language": "en"}).content
    assert Client().get(HOME, headers={"host": "localhost"}).status_code == 200
    assert Client().get(HOME, headers={"host": "127.0.0.1"}).status_code == 200
    assert count(kept) == 4
    assert Client().get(HOME, headers={"host": "evil.example"}).status_code == 400
    assert count(kept) == 4


def test_the_front_door_is_kept_for_nobody_and_leads_everyone_to_their_own_language(
    tree: Tree, kept: FileBasedCache
) -> None:
    for language, home in [("nl", "/nl/"), ("en", "/en/"), ("nl", "/nl/")]:
        assert Client().get("/", headers={"accept-language": language}).headers["location"] == home
    assert count(kept) == 0


# Who gets nothing from it, and puts nothing in


def test_an_editor_neither_reads_nor_fills_it(tree: Tree, kept: FileBasedCache) -> None:
    editor = Client()
    editor.force_login(factories.UserFactory(is_superuser=True, is_staff=True))
    seen = editor.get(HOME)
    assert b"wagtail-userbar" in seen.content
    assert "no-store" in seen.headers["cache-control"]
    assert count(kept) == 0
    assert b"wagtail-userbar" not in Client().get(HOME).content
    assert b"wagtail-userbar" in editor.get(HOME).content


@pytest.mark.parametrize(
    "visitor", [{"cookie": "other=1"}, {"cookie": "sessionid=x"}, {"authorization": "Basic eDp5"}], ids=str
)
def test_whoever_says_anything_of_themselves_goes_past_it(
    tree: Tree, kept: FileBasedCache, visitor: dict[str, str]
) -> None:
    assert Client().get(HOME, headers=visitor).status_code == 200
    assert count(kept) == 0


def test_a_preview_neither_reads_nor_fills_it(tree: Tree, client: Client, kept: FileBasedCache) -> None:
    client.get(HOME)
    draft = tree.home.specific
    draft.title = "Nog niet voor iedereen"
    preview = draft.make_preview_request()
    assert "Nog niet voor iedereen" in preview.content.decode()
    assert "no-store" in preview.headers["cache-control"]
    assert count(kept) == 1
    assert "Nog niet voor iedereen" not in client.get(HOME).content.decode()


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD, PageViewRestriction.GROUPS])
def test_a_page_that_is_not_for_everyone_is_never_kept(
    tree: Tree, client: Client, kept: FileBasedCache, kind: str
) -> None:
    assert client.get("/nl/nieuws/").status_code == 200
    with TestCase.captureOnCommitCallbacks(execute=True):
        PageViewRestriction.objects.create(page=tree.news, restriction_type=kind, password="geheim")
    before = count(kept)
    for _ in range(2):
        answer = Client().get("/nl/nieuws/")
        assert tree.news.title not in answer.content.decode() or answer.status_code == 302
        assert answer.headers["cache-control"] == "private, no-store"
    assert count(kept) == before


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nl/bestaat-niet/", 404),
        ("/healthz", 200),
        ("/nl/nieuws", 301),
        ("/cms/login/", 200),
        ("/toegankelijkheid", 302),
    ],
)
def test_only_whole_pages_are_kept(tree: Tree, client: Client, kept: FileBasedCache, path: str, status: int) -> None:
    assert client.get(path).status_code == status
    assert count(kept) == 0


def test_a_form_that_is_sent_is_answered_anew(tree: Tree, client: Client, kept: FileBasedCache) -> None:
    client.get("/nl/nieuwsbrief/aanmelden/")
    answer = client.post("/nl/nieuwsbrief/aanmelden/", {"email": "niet goed"})
    assert answer.status_code == 422
    assert answer.headers["cache-control"] == "private, no-store"
    assert "niet goed" not in Client().get("/nl/nieuwsbrief/aanmelden/").content.decode()


def seen(answer: HttpResponse, method: str = "GET") -> HttpResponse:
    """What the page cache keeps of a view's answer, by asking twice: the second is the kept one, if any is."""
    answers = iter([answer, HttpResponse("made anew")])
    middleware = pages.PageCache(lambda request: next(answers))
    middleware(RequestFactory().generic(method, HOME))
    return middleware(RequestFactory().get(HOME))


def public(content: bytes = b"kept", **headers: str) -> HttpResponse:
    return HttpResponse(content, headers={"Cache-Control": "public, max-age=60", **headers})


def with_cookie() -> HttpResponse:
    answer = public()
    answer.set_cookie("a", "b")
    return answer


def test_an_answer_for_everyone_is_kept(kept: FileBasedCache) -> None:
    assert seen(public()).content == b"kept"


@pytest.mark.parametrize(
    "answer",
    [
        with_cookie,
        lambda: public(Vary="Cookie"),
        lambda: public(Vary="Accept-Language"),
        lambda: HttpResponse("x"),
        lambda: HttpResponse("x", headers={"Cache-Control": "private, no-store"}),
        lambda: HttpResponse("x", status=404, headers={"Cache-Control": "public"}),
        lambda: public(b"x" * (pages.LARGEST + 1)),
    ],
)
def test_any_other_is_not(kept: FileBasedCache, answer: Callable[[], HttpResponse]) -> None:
    assert seen(answer()).content == b"made anew"


# What may stand behind the address


@pytest.mark.parametrize("query", ["page=2", "page=2&focus=3", "focus=3&page=2", "status=open", "focus="])
def test_the_parts_and_filters_of_lists_are_kept_each_by_itself(tree: Tree, query: str) -> None:
    whole, part = pages.key_of(request("")), pages.key_of(request(query))
    assert part is not None
    assert part != whole


def test_the_order_of_filters_makes_no_difference(tree: Tree) -> None:
    assert pages.key_of(request("page=2&focus=3")) == pages.key_of(request("focus=3&page=2"))


@pytest.mark.parametrize(
    "query",
    ["utm_source=x", "page=0", "page=1000", "page=x", "page=1&page=2", "focus=" + "x" * 41, "focus=A%20B", "page"],
)
def test_nothing_else_is(tree: Tree, query: str) -> None:
    assert pages.key_of(request(query)) is None


@given(st.dictionaries(st.sampled_from([*pages.PARAMETERS, "q"]) | st.text(), st.text()))
def test_whatever_stands_there_is_no_error_and_kept_only_where_known(query: dict[str, str]) -> None:
    key = pages.key_of(request(urlencode(query)))
    assert key is None or set(query) <= set(pages.PARAMETERS)


def request(query: str) -> HttpRequest:
    return RequestFactory().get(HOME, QUERY_STRING=query)


def test_however_many_addresses_are_asked_for_only_so_many_are_kept(kept: FileBasedCache) -> None:
    middleware = pages.PageCache(lambda request: public())
    for number in range(1, 60):
        middleware(request(f"page={number}"))
    assert 0 < count(kept) <= 20


# What changes


def change_article(tree: Tree) -> None:
    article = factories.ArticlePageFactory(parent=tree.news, title="Nieuw", slug="nieuw")
    article.title = "Nieuwer"
    article.save_revision().publish()


def unpublish(tree: Tree) -> None:
    tree.academy.unpublish()


def delete(tree: Tree) -> None:
    tree.academy.delete()


def move(tree: Tree) -> None:
    tree.academy.move(tree.home, pos="first-child")


def leave_the_menu(tree: Tree) -> None:
    tree.news.show_in_menus = False
    tree.news.save_revision().publish()


def name_network(tree: Tree) -> None:
    settings = NetworkSettings.load()
    settings.name = "Anders"
    settings.save()


CHANGES: dict[str, Callable[[Tree], Any]] = {
    "a page is published": change_article,
    "a page is unpublished": unpublish,
    "a page is deleted": delete,
    "a page is moved": move,
    "a page is translated": lambda tree: tree.academy.copy_for_translation(tree.english).save_revision().publish(),
    "a page leaves the menu": leave_the_menu,
    "a person": lambda tree: factories.PersonFactory(),
    "an organisation": lambda tree: factories.OrganisationFactory(),
    "a focus area": lambda tree: factories.FocusAreaFactory(),
    "a venue": lambda tree: factories.VenueFactory(),
    "a picture": lambda tree: factories.PictureFactory(),
    "a document": lambda tree: Document.objects.create(title="Verslag"),
    "the network's settings": name_network,
    "a redirect": lambda tree: Redirect.objects.create(old_path="/oud", redirect_link="/nl/"),
    "a site": lambda tree: Site.objects.get().save(),
    "who may see a page": lambda tree: PageViewRestriction.objects.create(page=tree.news, restriction_type="login"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_pages_show_has_all_of_them_made_anew_when_it_changes(
    tree: Tree, kept: FileBasedCache, change: Callable[[Tree], Any]
) -> None:
    before = purging.generation()
    with TestCase.captureOnCommitCallbacks(execute=True):
        change(tree)
        assert purging.generation() == before, "not before it is committed"
    assert purging.generation() != before


def test_a_visitor_sees_a_change_at_once(tree: Tree, client: Client, kept: FileBasedCache) -> None:
    assert "Anders" not in client.get(HOME).content.decode()
    with TestCase.captureOnCommitCallbacks(execute=True):
        name_network(tree)
    assert "Anders" in client.get(HOME).content.decode()


def test_drafts_log_ins_and_readers_have_nothing_forgotten(tree: Tree, client: Client, kept: FileBasedCache) -> None:
    editor = factories.UserFactory(is_superuser=True, is_staff=True)
    NetworkSettings.load()
    NewsletterSettings.load()
    before = purging.generation()
    with TestCase.captureOnCommitCallbacks(execute=True):
        tree.news.title = "Nog niet"
        tree.news.save_revision(user=editor)
        client.post("/cms/login/", {"username": "niemand", "password": "fout"})
        client.force_login(editor)
        client.post("/nl/nieuwsbrief/aanmelden/", {"email": "lezer@network.example"})
    assert purging.generation() == before


def test_what_is_left_alone_exists() -> None:
    """A model that gets another name would purge again, and nobody would know why the cache is always empty."""
    models = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
    assert models >= purging.UNSEEN_MODELS
    assert {config.label for config in apps.get_app_configs()} >= purging.UNSEEN_APPS


def test_a_change_that_is_undone_has_nothing_forgotten(tree: Tree, kept: FileBasedCache) -> None:
    before = purging.generation()
    with TestCase.captureOnCommitCallbacks(execute=True), transaction.atomic():
        factories.OrganisationFactory()
        transaction.set_rollback(True)
    assert purging.generation() == before


def test_a_page_made_while_something_changed_is_not_kept_for_later(kept: FileBasedCache) -> None:
    """The visitor's page is made of the old rows, the editor's change is committed, and only then is the page kept."""
    made = []

    def slow(request: HttpRequest) -> HttpResponse:
        made.append(1)
        if len(made) == 1:
            purging.purge()
        return public(f"made {len(made)}".encode())

    middleware = pages.PageCache(slow)
    assert middleware(RequestFactory().get(HOME)).content == b"made 1"
    assert middleware(RequestFactory().get(HOME)).content == b"made 2"
    assert middleware(RequestFactory().get(HOME)).content == b"made 2"


# Several processes


def in_another_process(code: str, folder: Path) -> None:
    settings = f"""
import django
from django.conf import settings
settings.configure(CACHES={{
    "default": {{"BACKEND": "hub.caching.files.SharedFiles", "LOCATION": {str(folder)!r}}}}})
"""
    subprocess.run([sys.executable, "-c", settings + code], check=True)


def test_what_another_process_changes_is_forgotten_here(kept: FileBasedCache, tmp_path: Path) -> None:
    purging.generation()
    assert seen(public()).content == b"kept"
    set_generation = f"from django.core.cache import cache; cache.set({purging.GENERATION!r}, 'another', timeout=None)"
    in_another_process(set_generation, tmp_path / "shared")
    assert purging.generation() == "another"
    assert seen(public(b"newer")).content == b"newer"


def test_processes_count_together_and_until_the_counter_ends(tmp_path: Path) -> None:
    counter = SharedFiles(tmp_path, {"TIMEOUT": 300})
    counter.add("posts", 0, timeout=3600)
    code = "from django.core.cache import cache\nfor _ in range(200): cache.incr('posts')"
    others = [threading.Thread(target=in_another_process, args=(code, tmp_path)) for _ in range(2)]
    for other in others:
        other.start()
    for other in others:
        other.join()
    assert counter.get("posts") == 400
    with time_machine.travel(time.time() + 1800):
        assert counter.incr("posts") == 401
    with time_machine.travel(time.time() + 3601), pytest.raises(ValueError, match="posts"):
        counter.incr("posts")


def test_a_cache_that_fails_costs_time_and_no_page(
    tree: Tree, client: Client, settings: Settings, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder")
    settings.CACHES = {
        **settings.CACHES,
        "pages": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": in_the_way},
    }
    assert client.get(HOME).status_code == 200


# Time


@given(st.integers(1_767_222_000, 1_830_294_000) | st.integers(0, 730).map(lambda day: 1_767_221_990 + day * 86_400))
def test_no_page_outlives_its_day_in_the_network_or_its_time(second: int) -> None:
    now = datetime.datetime.fromtimestamp(second, datetime.UTC)
    made: dict[str, float] = {}
    with pytest.MonkeyPatch.context() as patch, time_machine.travel(now, tick=False):
        patch.setattr(pages, "generation", lambda: "one")
        patch.setattr(pages, "_kept", lambda key: None)
        patch.setattr(pages, "_keep", lambda key, page, seconds: made.update(seconds=seconds))
        answer = pages.PageCache(CachePolicy(lambda request: as_page(request)))(RequestFactory().get(HOME))
        fresh = int(answer.headers["cache-control"].split("max-age=")[1].split(",")[0])
    local = now.astimezone(AMSTERDAM)
    tomorrow = datetime.datetime.combine(local.date() + datetime.timedelta(days=1), datetime.time(), AMSTERDAM)
    left = tomorrow.timestamp() - now.timestamp()
    assert fresh <= min(60, left)
    if made:
        assert 0 < made["seconds"] <= pages.KEPT_FOR
        assert made["seconds"] + fresh <= left
    else:
        assert left <= 61


def as_page(request: HttpRequest) -> HttpResponse:
    request.resolver_match = type("Match", (), {"url_name": "wagtail_serve"})()
    return HttpResponse("page")


def test_a_page_made_before_midnight_is_not_kept_after_it(kept: FileBasedCache) -> None:
    with time_machine.travel(datetime.datetime(2026, 3, 28, 23, 58, 30, tzinfo=AMSTERDAM), tick=False) as clock:

        def slow(request: HttpRequest) -> HttpResponse:
            clock.shift(120)
            return public(b"yesterday")

        pages.PageCache(slow)(RequestFactory().get(HOME))
        assert pages.PageCache(lambda request: public(b"today"))(RequestFactory().get(HOME)).content == b"today"
