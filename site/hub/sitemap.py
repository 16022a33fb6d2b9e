"""The sitemap: every page that anybody may see, in every language; Wagtail's own lists the first language only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from network.models import Organisation, Person
from pages.languages import in_order
from pages.models import PartnersPage, PeoplePage
from pages.visibility import public


@dataclass(frozen=True)
class Entry:
    """A page in one language. Those with the same key are one another's translations."""

    key: Hashable
    language: str
    address: str
    changed: datetime | None = None
    alternates: list[tuple[str, str]] = field(default_factory=list)


def sitemap(request: HttpRequest) -> HttpResponse:
    """All public pages, those of people and organisations and the newsletter's form included; four queries."""
    pages = list(_pages())
    entries = [*pages, *_forms(in_order({entry.language for entry in pages}))]
    return render(request, "hub/sitemap.xml", {"entries": _with_alternates(entries)}, "application/xml")


def _pages() -> Iterator[Entry]:
    below = {PartnersPage: _slugs_of(Organisation), PeoplePage: _slugs_of(Person, may_be_shown=True)}
    for page in public(Page.objects.select_related("locale", "content_type")).order_by("path"):
        path = page.get_url()
        if not path:
            continue
        language, address = page.locale.language_code, f"{settings.PUBLIC_URL}{path}"
        yield Entry(page.translation_key, language, address, page.last_published_at)
        for slug in below.get(page.cached_content_type.model_class(), []):
            yield Entry((page.translation_key, slug), language, f"{address}{slug}/")


def _slugs_of(model: type[Organisation | Person], **condition: bool) -> list[str]:
    return list(model.objects.filter(**condition).order_by("slug").values_list("slug", flat=True))


def _forms(languages: Iterable[str]) -> Iterator[Entry]:
    for code in languages:
        with override(code):
            yield Entry("newsletter:subscribe", code, f"{settings.PUBLIC_URL}{reverse('newsletter:subscribe')}")


def _with_alternates(entries: Iterable[Entry]) -> list[Entry]:
    """The same entries, each with all its languages where there is more than one."""
    entries = list(entries)
    versions: dict[Hashable, dict[str, str]] = defaultdict(dict)
    for entry in entries:
        versions[entry.key][entry.language] = entry.address
    for entry in entries:
        addresses = versions[entry.key]
        if len(addresses) > 1:
            entry.alternates.extend(sorted(addresses.items()))
            # The network's first language stands for any other, as in the head of the page itself.
            if first := addresses.get(settings.LANGUAGE_CODE):
                entry.alternates.append(("x-default", first))
    return entries
