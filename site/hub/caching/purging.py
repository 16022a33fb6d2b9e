"""Has every kept page forgotten when something changes that pages show, in whichever process it changes.

A page shows rows of a dozen tables: its own, the menu, whoever took part, what is about it. So all pages go at once.
Their keys carry a generation; a change sets another one, and nothing that was made before is ever found again:

- It is set after the transaction commits. One that is rolled back has changed nothing, and a page that somebody made
  from the old rows in the meantime was made in the old generation, however late it is kept.
- It is a random value and no counter: two changes at once can't arrive at the same one, and a cache that lost it can't
  come back to an earlier one.

What changes without a signal, such as `QuerySet.update()`, calls `purge` itself; nothing is kept longer than
`pages.KEPT_FOR` in any case.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from hub.tasks import purge_proxy

log = logging.getLogger(__name__)

GENERATION = "hub.caching.generation"

UNSEEN_APPS = {
    "auth", "axes", "contenttypes", "otp_totp", "procrastinate", "second_factor", "sessions", "wagtail_localize",
    "wagtailadmin", "wagtailsearch", "wagtailusers",
}  # fmt: skip
UNSEEN_MODELS = {
    "network.picturerendition", "network.user", "network.user_groups", "network.user_user_permissions",
    "newsletter.addresschange", "newsletter.consent", "newsletter.consenttext", "newsletter.delivery",
    "newsletter.dispatch", "newsletter.foreignlink", "newsletter.forgottenaddress", "newsletter.importline",
    "newsletter.importpart", "newsletter.linkrequest", "newsletter.sentitem", "newsletter.subscriberimport",
    "newsletter.signup", "newsletter.subscriber", "newsletter.subscriber_topics", "newsletter.variant",
    "pages.colleagueapprovaltask", "wagtailcore.apitoken", "wagtailcore.comment", "wagtailcore.commentreply",
    "wagtailcore.groupapprovaltask", "wagtailcore.groupapprovaltask_groups",
    "wagtailcore.groupcollectionpermission", "wagtailcore.grouppagepermission",
    "wagtailcore.groupsitepermission", "wagtailcore.modellogentry", "wagtailcore.pagelogentry",
    "wagtailcore.pagesubscription", "wagtailcore.referenceindex", "wagtailcore.revision", "wagtailcore.task",
    "wagtailcore.taskstate", "wagtailcore.uploadedfile", "wagtailcore.workflow",
    "wagtailcore.workflowcontenttype", "wagtailcore.workflowpage", "wagtailcore.workflowstate",
    "wagtailcore.workflowtask", "wagtailimages.rendition",
}  # fmt: skip
"""What no visitor sees: drafts, log-ins, subscribers, jobs. All else purges, so that a new model is never forgotten."""
UNSEEN_FIELDS = {
    "wagtail_admin_comments", "draft_title", "has_unpublished_changes", "last_login", "latest_revision",
    "latest_revision_created_at", "locked", "locked_at", "locked_by",
}  # fmt: skip
"""What saving a draft writes into the row of a page."""


def generation() -> str | None:
    """What the pages that are made from now on belong to; None while there is no cache to keep them in."""
    try:
        found: str | None = cache.get(GENERATION)
        if found is None:
            cache.add(GENERATION, uuid4().hex, timeout=None)
            found = cache.get(GENERATION)
    except Exception:
        log.exception("The cache can't be read.")
        return None
    return found


def purge() -> None:
    """Has all kept pages forgotten, at once and for all processes."""
    try:
        cache.set(GENERATION, uuid4().hex, timeout=None)
    except Exception:  # what was changed stands: pages follow when their time is up
        log.exception("The kept pages can't be purged.")


def connect() -> None:
    """Has whatever changes content purge."""
    for signal in (post_save, post_delete, m2m_changed):
        signal.connect(_purge_after_commit, dispatch_uid=GENERATION)
    if settings.WAGTAILFRONTENDCACHE:
        for signal in (page_published, page_unpublished):
            signal.connect(_tell_proxy, dispatch_uid=GENERATION)


def is_seen(model: type[Model]) -> bool:
    """Whether a page may show something of a model's rows."""
    return model._meta.app_label not in UNSEEN_APPS and model._meta.label_lower not in UNSEEN_MODELS


def _purge_after_commit(
    sender: type[Model], update_fields: Iterable[str] | None = None, using: str | None = None, **kwargs: Any
) -> None:
    if is_seen(sender) and not (update_fields and UNSEEN_FIELDS.issuperset(update_fields)):
        transaction.on_commit(purge, using)


def _tell_proxy(instance: Page, **kwargs: Any) -> None:
    """Has the worker ask the proxy to forget a page and those above it, which mostly list it."""
    above = instance.get_ancestors(inclusive=True).filter(depth__gt=1)
    addresses = [
        page.full_url + path.lstrip("/")
        for page in above.specific()
        if page.full_url
        for path in page.get_cached_paths()
    ]
    purge_proxy.defer(addresses=addresses)
