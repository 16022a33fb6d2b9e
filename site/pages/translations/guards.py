"""Closes wagtail-localize's own ways to show visitors a page in a language that it isn't written in."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.locales.components import LOCALE_COMPONENTS
from wagtail_localize.models import LocaleSynchronization, Translation

from ..checks.publishing import what_blocks
from .status import texts_missing, translations_into


def without_tree_synchronisation() -> None:
    """Takes away the choice to fill a language with live copies of another's pages."""
    LOCALE_COMPONENTS[:] = [part for part in LOCALE_COMPONENTS if part["model"] is not LocaleSynchronization]


def say_that_translations_follow(request: HttpRequest, translation_source_id: int) -> HttpResponse:
    """Stands where wagtail-localize would publish a page's new texts in the old language."""
    messages.info(request, _("Translations follow by themselves when the page is published."))
    return redirect("wagtailadmin_home")


def say_that_there_are_no_copies(request: HttpRequest, page_id: int) -> HttpResponse:
    """Stands where wagtail-localize would put a live copy in one language at an address of another."""
    messages.error(request, _("A page can't be a copy of a page in another language. Unpublish it instead."))
    return redirect("wagtailadmin_pages:edit", page_id)


def refuse_to_publish_untranslated(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Stops the translation editor's “publish” while a text is missing, or while something shuts readers out."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    key = getattr(instance, "translation_key", None)
    if key is None:
        return None
    translation = Translation.objects.filter(
        source__object_id=key, target_locale=instance.locale_id, enabled=True
    ).first()
    missing = texts_missing(translation) if translation else 0
    if not missing:
        return _refuse_what_blocks(request, translation) if translation and isinstance(instance, Page) else None
    messages.error(
        request,
        ngettext(
            "Not published: %(count)s text isn't translated yet. What you translated is kept.",
            "Not published: %(count)s texts aren't translated yet. What you translated is kept.",
            missing,
        )
        % {"count": missing},
    )
    return redirect(request.path)


def _refuse_what_blocks(request: HttpRequest, translation: Translation) -> HttpResponse | None:
    try:
        translation.save_target(user=request.user, publish=False)
    except ValidationError:
        return None  # the translation editor runs into it as well, and shows where
    reasons = what_blocks(translation.get_target_instance().get_latest_revision().as_object())
    if not reasons:
        return None
    messages.error(request, _("Not published. %s") % " ".join(reasons))
    return redirect(request.path)


def refuse_to_publish_untranslated_in_bulk(
    request: HttpRequest, action: str, objects: list[Any], view: Any
) -> HttpResponse | None:
    """Stops the listing's “publish” for translations that lack a text, and has the others say what they should."""
    pages = [page for page in objects if isinstance(page, Page)]
    if action != "publish" or not pages:
        return None
    if view.cleaned_form.cleaned_data["include_descendants"]:
        pages += [below for page in pages for below in page.get_descendants().not_live()]
    translations = list(translations_into(pages))
    if unready := [translation for translation in translations if texts_missing(translation)]:
        titles = ", ".join(f"“{translation.get_target_instance().draft_title}”" for translation in unready)
        messages.error(request, _("Nothing is published: these pages aren't translated yet: %s") % titles)
        return redirect(request.get_full_path())
    for translation in translations:
        translation.save_target(user=request.user, publish=False)
    for page in pages:
        page.refresh_from_db(fields=["latest_revision"])
    return None
