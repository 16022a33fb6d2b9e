"""What is in an issue that isn't approved yet, and not in a language that the issue comes in."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from wagtail.models import Page

from .composing import public_versions
from .drafts import latest_drafts
from .models import Issue


@dataclass(frozen=True)
class Untranslated:
    """An item, the language that it isn't in, in words, and where an editor makes the translation or publishes it."""

    title: str
    language: str
    url: str


def untranslated(issue: Issue) -> list[Untranslated]:
    """The items of an open issue that readers of some language get in another one, or not at all."""
    if not issue.is_open:
        return []
    found = []
    for draft in latest_drafts(issue):
        shown = public_versions([item.page_id for item in draft.items.all() if item.page_id], draft.locale)
        missing = [page for page in shown.values() if page.locale_id != draft.locale_id]
        keys = [page.translation_key for page in missing]
        begun = dict(
            Page.objects.filter(translation_key__in=keys, locale=draft.locale).values_list("translation_key", "pk")
        )
        for page in missing:
            edit = begun.get(page.translation_key)
            url = (
                reverse("wagtailadmin_pages:edit", args=[edit])
                if edit
                else reverse("wagtail_localize:submit_page_translation", args=[page.pk])
            )
            found.append(Untranslated(page.title, str(draft.locale.get_display_name()), url))
    return found
