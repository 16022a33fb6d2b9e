"""The demo site as a whole: its tree of pages, its readers and its newsletter issues."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import (
    post_delete_signal_handler,
    post_save_signal_handler,
    register_signal_handlers,
)
from wagtail.models import Locale, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from pages.translations.given import without_redirects

from .builder import Builder
from .issues import deliver_past_issues, load_newsletter
from .library import load_pictures
from .network import load_network
from .pages import load_pages
from .readers import bring_readers_up_to
from .staff import load_staff


def load(now: datetime.datetime) -> None:
    """Load everything as of `now`, or nothing; then have the issues of before arrive.

    Raises CommandError where there are pages already; Wagtail's own welcome page doesn't count.
    """
    with without_redirects(), transaction.atomic():
        builder = _load_pages(now)
    deliver_past_issues()
    # Who left since the last issue still had it.
    bring_readers_up_to(now, builder)


def _load_pages(now: datetime.datetime) -> Builder:
    root = Page.get_first_root_node()
    welcome = Page.objects.filter(depth=2)
    if welcome.exclude(content_type__model="page").exists() or Page.objects.filter(depth__gt=2).exists():
        raise CommandError("There are pages already: the demo is only loaded into an empty site.")
    dutch = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    english, _ = Locale.objects.get_or_create(language_code="en")
    # Every page is saved several times: what refers to what, and what is searched, is written down once all is there.
    with disable_reference_index_auto_update(), search_index_made_at_the_end():
        builder = _load_all(now, root, welcome, dutch, english)
    call_command("rebuild_references_index", verbosity=0)
    return builder


@contextmanager
def search_index_made_at_the_end() -> Iterator[None]:
    """Within it, the search takes no notice of what is saved."""
    took_notice = stop_indexing()
    try:
        yield
    finally:
        if took_notice:
            register_signal_handlers()
    call_command("update_index", verbosity=0)


def stop_indexing() -> bool:
    """Has the search take no notice of what is saved; says whether it did."""
    stopped = [
        signal.disconnect(handler, sender=model)
        for model in get_indexed_models()
        for signal, handler in ((post_save, post_save_signal_handler), (post_delete, post_delete_signal_handler))
    ]
    return any(stopped)


def _load_all(now: datetime.datetime, root: Page, welcome: Any, dutch: Locale, english: Locale) -> Builder:
    load_staff()
    focus_areas = load_network(dutch, english)
    builder = Builder(english, load_pictures(), focus_areas, now)
    home = load_pages(root, builder)
    Site.objects.update_or_create(is_default_site=True, defaults={"root_page": home, "hostname": "localhost"})
    welcome.exclude(translation_key=home.translation_key).delete()
    Site.clear_site_root_paths_cache()
    load_newsletter(home, builder)
    return builder
