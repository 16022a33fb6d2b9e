"""What a new network does first, on the home of the admin; each step goes once it is done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Locale, Page

from network.models import NetworkSettings, User
from network.palette import DEFAULTS
from newsletter.models import NewsletterSettings
from pages.dashboard import Section, Task
from pages.models import AccessibilityStatementPage, ContactPage, HomePage, PhasePage, PrivacyPage, VisionPage

TO_WRITE = (HomePage, VisionPage, PhasePage, ContactPage, PrivacyPage, AccessibilityStatementPage)
"""The pages that only the network itself can write; the others say nothing that needs replacing."""


@hooks.register("construct_homepage_panels")
def add_first_steps(request: HttpRequest, panels: list[Any]) -> None:
    """Above all other sections, for who may change the network's settings."""
    user = request.user
    if isinstance(user, User) and user.has_perm("network.change_networksettings"):
        network = NetworkSettings.load(request_or_site=request)
        if network.shows_first_steps:
            panels.insert(0, Section(_("First steps"), [*_of_the_network(network, user), *_of_pages()]))


def _of_the_network(network: NetworkSettings, user: User | AnonymousUser) -> Iterator[Task]:
    look = reverse("wagtailsettings:edit", args=["network", "networksettings", network.pk])
    if not (network.postal_address and network.contact_email):
        yield Task(
            _("Say who the network is"), look, _("Its address and its mailbox: they stand on every page and mail.")
        )
    is_plain = all(getattr(network, name) == colour for name, colour in DEFAULTS.items())
    if is_plain and not network.logo_id:
        yield Task(_("Choose its colours and its logo"), look)
    if user.has_perm("newsletter.change_newslettersettings"):
        newsletter = NewsletterSettings.load()
        if not newsletter.sender_address:
            url = reverse("wagtailsettings:edit", args=["newsletter", "newslettersettings", newsletter.pk])
            yield Task(_("Set when the newsletter comes, and who sends it"), url)
    if user.has_perm("network.add_user") and User.objects.count() < 2:
        yield Task(_("Add colleagues"), reverse("wagtailusers_users:add"), _("Nobody approves their own work."))


def _of_pages() -> Iterator[Task]:
    """The pages with the words that they began with: nobody has saved them since."""
    untouched = Page.objects.filter(locale=Locale.get_default(), latest_revision__user=None).exact_type(*TO_WRITE)
    for page in untouched.select_related("content_type").order_by("path"):
        words = _("Write “%(page)s”") if page.live else _("Complete and publish “%(page)s”")
        kind = page.cached_content_type.model_class()._meta.verbose_name
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        yield Task(words % {"page": page.draft_title or page.title}, edit, capfirst(str(kind)))
