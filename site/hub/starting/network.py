"""A new network as a whole: its languages, its pages, its site and its settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from network.models import NetworkSettings
from newsletter.models import NewsletterSettings
from pages.models import HomePage, PrivacyPage
from pages.translations.given import without_redirects

from . import words
from .pages import Builder, build

TUESDAY = 1
AT_LEAST_AHEAD = timedelta(weeks=4)
"""Time to write the first articles and to find the first readers."""


class AlreadyStartedError(Exception):
    """There are pages already."""


class LanguageError(ValueError):
    """These languages can't be begun in; the message says why, and what to do."""


@dataclass(frozen=True)
class Started:
    """What was made."""

    home: HomePage
    live: int
    drafts: int
    first_issue: date
    untranslated: list[str]
    """The languages in which all pages are drafts, for want of words."""


def has_pages() -> bool:
    """Whether there is more than what Wagtail itself makes: the root and a page that welcomes."""
    return Page.objects.filter(depth__gte=2).exclude(content_type__app_label="wagtailcore").exists()


@without_redirects()
@transaction.atomic
def start(name: str, languages: Sequence[str], email: str = "") -> Started:
    """Make a network's starter pages, site and settings, or nothing at all.

    Raises AlreadyStartedError where there are pages, and LanguageError for languages that don't fit the installation.
    """
    _check(languages)
    if has_pages():
        raise AlreadyStartedError
    first, *others = [Locale.objects.get_or_create(language_code=code)[0] for code in languages]
    root, welcome = Page.get_first_root_node(), list(Page.objects.filter(depth=2))
    if root.locale_id != first.pk:
        # The tables were made before the first language was set.
        Page.objects.filter(pk=root.pk).update(locale=first)
        root.refresh_from_db()
    builder = Builder(first, others)
    home = build(root, name, email, builder)
    _point_site_at(home, name)
    for page in welcome:
        Page.objects.get(pk=page.pk).delete()
    first_issue = _set(name, email, builder)
    untranslated = [code for code in languages if code not in words.LANGUAGES]
    return Started(home, builder.live, builder.drafts, first_issue, untranslated)


def _check(languages: Sequence[str]) -> None:
    known = [code for code, _name in settings.LANGUAGES]
    if not languages or len(set(languages)) < len(languages):
        raise LanguageError("Name each language once, with commas between them: nl,en.")
    if unknown := [code for code in languages if code not in known]:
        wanted = ",".join(languages)
        raise LanguageError(
            f"This installation isn't set to {', '.join(unknown)} (LANGUAGES is {','.join(known)}). "
            f"Set LANGUAGES={wanted} in its environment, and start again."
        )
    if languages[0] != settings.LANGUAGE_CODE:
        rest = [code for code in known if code != languages[0]]
        raise LanguageError(
            f"Pages are written first in {settings.LANGUAGE_CODE}, the first of LANGUAGES. "
            f"Name it first, or set LANGUAGES={','.join([languages[0], *rest])}."
        )
    if languages[0] not in words.LANGUAGES:
        raise LanguageError(
            f"There are no starter words in {languages[0]}: a network begins in one of {', '.join(words.LANGUAGES)}. "
            "Any other language can be the second."
        )


def _point_site_at(home: HomePage, name: str) -> None:
    address = urlsplit(settings.PUBLIC_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "root_page": home,
            "site_name": name,
            "hostname": address.hostname or "localhost",
            "port": address.port or (443 if address.scheme == "https" else 80),
        },
    )
    Site.clear_site_root_paths_cache()


def _set(name: str, email: str, builder: Builder) -> date:
    """Fill in the settings; answers when the first issue is due."""
    network = NetworkSettings.load()
    network.name, network.contact_email, network.shows_first_steps = name, email, True
    network.save()
    newsletter = NewsletterSettings.load()
    ahead = timezone.localdate() + AT_LEAST_AHEAD
    newsletter.anchor_date = ahead + timedelta(days=(TUESDAY - ahead.weekday()) % 7)
    newsletter.privacy_page = builder.pages[PrivacyPage]
    newsletter.save()
    return newsletter.anchor_date
