"""Who edits the words of an issue: every group that may change issues, on the pages below the newsletter's own only."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from .models import NewsletterIndexPage

MAY_CHANGE_ISSUES = {"permissions__content_type__app_label": "newsletter", "permissions__codename": "change_issue"}


def let_edit_issue_pages(groups: Iterable[Group] | None = None, pages: Iterable[Page] | None = None) -> None:
    """Gives those of the groups that may change issues the right to edit the newsletter's pages; all, when not given.

    A fresh installation has no such page yet, so each one gives the right as it is made.
    """
    may_change = Group.objects.filter(**MAY_CHANGE_ISSUES)
    if groups is not None:
        may_change = may_change.filter(pk__in=[group.pk for group in groups])
    edit = Permission.objects.filter(content_type__app_label="wagtailcore", codename="change_page")
    newsletters = NewsletterIndexPage.objects.all() if pages is None else pages
    for group, permission, page in product(may_change, edit, newsletters):
        GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)
