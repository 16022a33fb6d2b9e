"""A page and its translations go live together, or none of them does."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from network.models import User

from ..checks.publishing import what_blocks
from .following import publish_translation
from .status import texts_missing, translations_from


def obstacles_to_publishing(page: Page, user: User) -> list[str]:
    """Why a page, as it is in memory, can't go live together with its translations: a sentence for each reason.

    The translations get the page's texts as they are now, so that what is missing can be translated first.
    """
    if page.go_live_at and page.go_live_at > timezone.now():
        return [_("The page is to go live later, and its translations can only go live at once.")]
    obstacles = _obstacles_of_permission(page, user) + what_blocks(page)
    translations = list(translations_from(page))
    if not translations:
        return [_("The page has no translations yet.")]
    for translation in translations:
        obstacles += _obstacles_of_permission(translation.get_target_instance(), user)
    if not obstacles:
        TranslationSource.update_or_create_from_instance(page)
        for translation in translations_from(page):
            obstacles += _obstacles_of_content(translation, user)
    return obstacles


@transaction.atomic
def publish_in_all_languages(page: Page, user: User) -> list[Page]:
    """Publish the latest version of a page and its translations; return them, the page itself first.

    Raises ValidationError where one can't be, and publishes none. What `obstacles_to_publishing` tells is the
    caller's to ask for first.
    """
    page.get_latest_revision().publish(user=user)
    published = page.specific_class.objects.get(pk=page.pk)
    TranslationSource.update_or_create_from_instance(published)
    return [published, *(publish_translation(translation, user) for translation in translations_from(published))]


def _obstacles_of_permission(page: Page, user: User) -> list[str]:
    words = {"page": page.get_admin_display_title(), "language": page.locale.get_display_name()}
    if not page.permissions_for_user(user).can_publish():
        return [_("You aren't allowed to publish “%(page)s” (%(language)s).") % words]
    lock = page.get_lock()
    if lock and lock.for_user(user):
        return [_("“%(page)s” (%(language)s) is locked.") % words]
    return []


def _obstacles_of_content(translation: Translation, user: User) -> list[str]:
    language = translation.target_locale.get_display_name()
    if missing := texts_missing(translation):
        return [
            ngettext(
                "%(count)s text isn't translated yet (%(language)s).",
                "%(count)s texts aren't translated yet (%(language)s).",
                missing,
            )
            % {"count": missing, "language": language}
        ]
    return []
