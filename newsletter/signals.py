"""What happens elsewhere in the admin and takes an approval away; and who may edit a new newsletter's issues."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.signals import page_unpublished

from network.models import PictureRendition

from .approval import void, void_issues_showing, void_issues_with
from .editing import let_edit_issue_pages
from .models import IssuePage, NewsletterIndexPage


@receiver(post_save, sender=Revision)
def an_edit_voids_the_approval(instance: Revision, **kwargs: Any) -> None:
    """Every way of editing, autosave included, makes a revision."""
    model = instance.content_type.model_class()
    if model and issubclass(model, IssuePage):
        issue_id = IssuePage.objects.filter(pk=instance.object_id).values_list("issue_id", flat=True).first()
        if issue_id:
            void(issue_id, _("“%(title)s” was edited.") % {"title": instance.object_str}, instance.user)


@receiver(post_save, sender=Revision)
def an_edit_has_its_links_looked_at(instance: Revision, **kwargs: Any) -> None:
    model = instance.content_type.model_class()
    if settings.CHECK_FOREIGN_LINKS and model and issubclass(model, IssuePage):
        from .tasks import check_links_soon  # which needs the models

        check_links_soon()


@receiver(page_unpublished)
def unpublishing_an_item_voids_the_approval(instance: Page, **kwargs: Any) -> None:
    void_issues_with([instance.translation_key], _("“%(title)s” was unpublished.") % {"title": instance.title})


@receiver(pre_delete)
def deleting_an_item_voids_the_approval(sender: type, instance: Any, **kwargs: Any) -> None:
    if issubclass(sender, Page):
        void_issues_with([instance.translation_key], _("“%(title)s” was deleted.") % {"title": instance.title})


@receiver(post_save, sender=PageViewRestriction)
def hiding_an_item_voids_the_approval(instance: PageViewRestriction, **kwargs: Any) -> None:
    hidden = instance.page.get_descendants(inclusive=True).values_list("translation_key", flat=True)
    void_issues_with(hidden, _("“%(title)s” is no longer public.") % {"title": instance.page.title})


@receiver(pre_delete, sender=PictureRendition)
def losing_a_picture_voids_the_approval(instance: PictureRendition, **kwargs: Any) -> None:
    """A picture that is deleted, or gets another file, takes along the sizes that were made of it."""
    void_issues_showing(instance.url, _("The picture “%(title)s” has changed.") % {"title": instance.image.title})


@receiver(post_save, sender=NewsletterIndexPage)
def a_new_newsletter_has_its_editors(instance: NewsletterIndexPage, created: bool, **kwargs: Any) -> None:
    """Once, so that what an administrator takes away stays away."""
    if created and not kwargs.get("raw"):
        let_edit_issue_pages(pages=[instance])
