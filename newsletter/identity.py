"""Who the newsletter is from, as its mails say it."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from wagtail.models import Locale, Page

from network.models import NetworkSettings
from network.palette import Palette

from .addresses import domain_of
from .composing import path_of, public_url


@dataclass(frozen=True)
class Identity:
    """The sender as readers and mail servers see it; `archive_url` and `privacy_url` may be empty."""

    network: str
    postal_address: str
    sender_name: str
    sender_address: str
    reply_to: str
    archive_url: str
    privacy_url: str
    palette: Palette

    @property
    def domain(self) -> str:
        """The domain that sender, Message-ID and list have in common."""
        return domain_of(self.sender_address)

    @property
    def address_lines(self) -> list[str]:
        """The postal address, a line each, without the name that stands above it."""
        lines = [line.strip() for line in self.postal_address.splitlines()]
        return [line for line in lines if line and line != self.sender_name]


def identity_in(language: str) -> Identity:
    """The newsletter's identity for readers of a language."""
    from .models import NewsletterIndexPage, NewsletterSettings

    network, newsletter = NetworkSettings.load(), NewsletterSettings.load()
    archive = NewsletterIndexPage.objects.live().filter(locale__language_code=language).first()
    address = newsletter.sender_address or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return Identity(
        network=network.name,
        postal_address=network.postal_address,
        sender_name=newsletter.sender_name or network.name,
        sender_address=address,
        reply_to=newsletter.reply_to or network.contact_email or address,
        archive_url=public_url(path_of(archive)) if archive else "",
        privacy_url=_translated_url(newsletter.privacy_page, language),
        palette=network.palette,
    )


def _translated_url(page: Page | None, language: str) -> str:
    if not page:
        return ""
    locale = Locale.objects.filter(language_code=language).first()
    translated = page.get_translation_or_none(locale) if locale else None
    shown = translated if translated and translated.live else page
    return public_url(path_of(shown)) if shown.live else ""
