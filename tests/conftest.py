from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model
from django.db.models.signals import post_migrate
from django.utils import translation
from modelsearch.signal_handlers import register_signal_handlers
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key
from wagtail.models import Collection, Locale, Site
from wagtail.models import Page as WagtailPage
from wagtail.signal_handlers import (
    connect_reference_index_signal_handlers,
    disconnect_reference_index_signal_handlers,
)

from academy.models import AcademyIndexPage
from demo.loading.site import stop_indexing
from news.models import NewsIndexPage
from pages.models import HomePage

from . import factories, once
from .find_chromium import INSTALL, find_chromium

# Playwright's synchronous interface runs an event loop in the thread of the tests, which Django takes for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# What holds for all input is tested here, not how fast: a busy machine is no failure.
hypothesis.settings.register_profile("anywhere", deadline=None)
hypothesis.settings.load_profile("anywhere")

Row = TypeVar("Row", bound=Model)
BROWSER_TESTS = "tests/browser/"
TABLES = "tables"


def pytest_configure(config: pytest.Config) -> None:
    once.begin()
    # What a test makes is garbage soon, and what isn't is there to stay: looking rarely for cycles saves a twentieth.
    gc.set_threshold(50_000, 20, 100)


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        with config.stash[blocking_manager_key].unblock():
            drop_tables_of_all()
        once.end()


def pytest_collection_finish() -> None:
    gc.freeze()  # what was imported stays, and needn't be looked at


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest first: the journeys, and the academy."""
    first = (BROWSER_TESTS, "tests/academy/")
    items.sort(key=lambda item: next((n for n, path in enumerate(first) if item.nodeid.startswith(path)), len(first)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With several processes each takes whole files, and one of them all journeys, which change the demo they share."""
    from xdist.scheduler import LoadFileScheduling  # not there with -p no:xdist

    class WholeFilesAndJourneysTogether(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return BROWSER_TESTS if nodeid.startswith(BROWSER_TESTS) else super()._split_scope(nodeid)

    return WholeFilesAndJourneysTogether(config, log)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """With several processes the tables are made once, and the database of each is a copy."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return
    with django_db_blocker.unblock(), once.making(TABLES) as folder:
        if folder:
            make_tables_for_all()
    connection.settings_dict["TEST"]["TEMPLATE"] = once.unique_name()


def make_tables_for_all() -> None:
    before, test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    own, test["NAME"] = test["NAME"], once.unique_name()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    test["NAME"] = own
    connection.settings_dict["NAME"] = before


def drop_tables_of_all() -> None:
    if once.is_made(TABLES):
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {once.unique_name()}")


@pytest.fixture(autouse=True, scope="session")
def without_references() -> None:
    """Wagtail keeps up to date what refers to what, which takes a seventh of the time; no test of ours is about it.

    Not by Wagtail's context manager: code of the product uses that as well, and its end ends those around it.
    """
    post_migrate.disconnect(connect_reference_index_signal_handlers)
    disconnect_reference_index_signal_handlers()


@pytest.fixture(autouse=True, scope="session")
def without_search() -> None:
    """Nor is the index of the search kept up to date, which reads each saved row again; for that, ask for `indexed`."""
    stop_indexing()


@pytest.fixture(scope="module")
def indexed(without_search: None) -> Iterator[None]:
    """Has the search find what a module's tests save."""
    register_signal_handlers()
    yield
    stop_indexing()


@pytest.fixture(autouse=True)
def in_the_default_language() -> None:
    """Django leaves the language of a test's last request active; no test begins in that of another."""
    translation.deactivate()


@dataclass
class Tree:
    """A small site in two languages: Dutch pages, and English ones for those that a test translates."""

    dutch: Locale
    english: Locale
    home: HomePage
    english_home: HomePage
    news: NewsIndexPage
    english_news: NewsIndexPage
    academy: AcademyIndexPage


@pytest.fixture(scope="module")
def shared_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What module-wide fixtures write after this one is there for each test of the module, and undone at its end.

    A test is a savepoint in the module's transaction: what it changes is undone before the next.
    """
    if connection.in_atomic_block:
        pytest.fail("Rows that a module shares are made before its tests: name the fixture as the test's parameter.")
    with django_db_blocker.unblock():
        whole_module = transaction.atomic()
        whole_module._from_testcase = True  # as Django marks its own, in which a durable block may stand
        whole_module.__enter__()
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole_module.__exit__(None, None, None)


@pytest.fixture(scope="module")
def planted(shared_rows: None, django_db_blocker: DjangoDbBlocker) -> Tree:
    """The tree as a module's tests share it; a test asks for `tree`."""
    with django_db_blocker.unblock():
        return plant_tree()


@pytest.fixture
def tree(planted: Tree, db: None) -> Tree:
    """Home in both languages, a news index in both, and a Dutch academy, on Wagtail's default site."""
    if not connection.savepoint_ids:
        pytest.fail("Other processes can't see this tree: a test with real transactions calls `plant_tree`.")
    Site.clear_site_root_paths_cache()
    return Tree(**{name: read_anew(row) for name, row in vars(planted).items()})


def read_anew(row: Row) -> Row:
    """The same row as the database has it: no test sees what another did to its object."""
    return type(row)._default_manager.get(pk=row.pk)


def plant_tree() -> Tree:
    """Writes the rows of `tree`, for tests that can't use the shared ones."""
    # A test with real transactions leaves the tables empty behind it, and without what migrations put there.
    dutch, _ = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    english, _ = Locale.objects.get_or_create(language_code="en")
    root = WagtailPage.get_first_root_node() or WagtailPage.add_root(title="Root", slug="root", locale=dutch)
    Collection.get_first_root_node() or Collection.add_root(name="Root")
    home = factories.HomePageFactory(parent=root, slug="home-nl", locale=dutch)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": home, "hostname": "localhost", "site_name": "Netwerk"}
    )
    WagtailPage.objects.filter(depth=2).exclude(pk=home.pk).delete()
    english_home = factories.HomePageFactory(
        parent=root, title="Network", slug="home-en", locale=english, translation_key=home.translation_key
    )
    news = factories.NewsIndexPageFactory(parent=home, slug="nieuws", show_in_menus=True)
    english_news = factories.NewsIndexPageFactory(
        parent=english_home,
        title="News",
        slug="news",
        show_in_menus=True,
        locale=english,
        translation_key=news.translation_key,
    )
    academy = factories.AcademyIndexPageFactory(parent=home, slug="academie", show_in_menus=True)
    Site.clear_site_root_paths_cache()
    return Tree(dutch, english, home, english_home, news, english_news, academy)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, closed with the module: Playwright's event loop would be in the way of code that runs its own."""
    path = find_chromium()
    if path is None:
        pytest.fail(INSTALL)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new window without history, in Dutch."""
    context = browser.new_context(locale="nl-NL")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def context_in_english(browser: Browser) -> Iterator[BrowserContext]:
    """A new browser of somebody who reads English."""
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(15_000)
    yield context
    context.close()
