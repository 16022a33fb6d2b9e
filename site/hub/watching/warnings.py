"""What needs a person, each by a small function that says so or has nothing to say."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.health import pending_migrations
from network.models import NetworkSettings
from newsletter.admin_views import may_see_issues
from newsletter.models import Delivery, Dispatch

from . import certificate

State = Delivery.State
# What is older no longer needs anybody.
LOOKED_BACK = timedelta(days=60)
# Below so many answers a share says nothing.
ENOUGH_ANSWERS, HIGH_SHARE = 50, 0.05
LITTLE_SPACE, LITTLE_SHARE = 2_000_000_000, 0.05
MIGRATIONS_KEY, MIGRATIONS_KNOWN_FOR = "hub.warnings.migrations", 60


@dataclass(frozen=True)
class Concern:
    """Something that needs a person, and where they do something about it."""

    text: str
    url: str = ""


def warnings_for(user: Any) -> list[Concern]:
    """What somebody should know who looks after the server, or after the newsletter."""
    found: list[Concern] = []
    if user.is_superuser:
        found += [one for check in (unfinished_upgrade, full_disk, bad_certificate, nobody_to_tell) if (one := check())]
    if may_see_issues(user):
        now = timezone.now()
        found += [*doubts(now), *refusals(now)]
    return found


def unfinished_upgrade() -> Concern | None:
    """A new version was installed, and its tables weren't made."""
    pending = cache.get_or_set(MIGRATIONS_KEY, pending_migrations, MIGRATIONS_KNOWN_FOR)
    return Concern(_("The last upgrade isn't finished. %(what)s") % {"what": pending}) if pending else None


def full_disk() -> Concern | None:
    """Little is left where uploads and data are kept."""
    for folder in {Path(settings.VAR), Path(settings.MEDIA_ROOT)}:
        if not folder.exists():
            continue
        disk = shutil.disk_usage(folder)
        if disk.free < min(LITTLE_SPACE, disk.total * LITTLE_SHARE):
            text = _("The server's disk is nearly full: %(free)d MB are left for %(folder)s.")
            return Concern(text % {"free": disk.free // 1_000_000, "folder": folder})
    return None


def bad_certificate() -> Concern | None:
    """Browsers refuse the site's certificate, or will within days, for it wasn't renewed."""
    found = certificate.known()
    if found and found.fault:
        text = _("Browsers refuse the TLS certificate of %(host)s: %(fault)s.")
        return Concern(text % {"host": found.host, "fault": found.fault})
    if found and found.ends and found.is_ending(timezone.now()):
        text = _("The TLS certificate of %(host)s ends on %(day)s. Find out why it isn't renewed by itself.")
        return Concern(text % {"host": found.host, "day": date_format(timezone.localtime(found.ends), "DATE_FORMAT")})
    return None


def nobody_to_tell() -> Concern | None:
    """security.txt, which never gets too old, has nobody to name."""
    network = NetworkSettings.load()
    if network.security_contact or network.contact_email:
        return None
    text = _("Whoever finds a weakness of this site can't tell anybody: give the network an address for it.")
    return Concern(text, reverse("wagtailsettings:edit", args=["network", "networksettings"]))


def doubts(now: datetime) -> Iterator[Concern]:
    """Messages of which nobody knows whether they arrived, and about which nobody has decided."""
    recent = Dispatch.objects.filter(created_at__gte=now - LOOKED_BACK).select_related("issue")
    undecided = Count("deliveries", filter=Q(deliveries__state=State.IN_DOUBT, deliveries__decided_at=None))
    for dispatch in recent.annotate(undecided=undecided).filter(undecided__gt=0).order_by("-created_at"):
        text = ngettext(
            "Of the issue of %(issue)s, it isn't known of %(number)d reader whether they got it: decide about it.",
            "Of the issue of %(issue)s, it isn't known of %(number)d readers whether they got it: decide about it.",
            dispatch.undecided,
        )
        yield Concern(text % {"issue": dispatch.issue, "number": dispatch.undecided}, _page_of(dispatch))


def refusals(now: datetime) -> Iterator[Concern]:
    """Many were refused of the latest issue; mail servers trust a sender less for that."""
    recent = Dispatch.objects.filter(created_at__gte=now - LOOKED_BACK).select_related("issue")
    dispatch = recent.order_by("-created_at").first()
    if dispatch is None:
        return
    counted = dict(dispatch.deliveries.values_list("state").annotate(Count("pk")))
    refused, accepted = counted.get(State.REFUSED, 0), counted.get(State.ACCEPTED, 0)
    if refused + accepted >= ENOUGH_ANSWERS and refused > HIGH_SHARE * (refused + accepted):
        share = round(100 * refused / (refused + accepted))
        text = _("Of the issue of %(issue)s, %(share)d %% were refused: look at why.")
        yield Concern(text % {"issue": dispatch.issue, "share": share}, _page_of(dispatch))


def _page_of(dispatch: Dispatch) -> str:
    return reverse("newsletter_dispatch:detail", args=[dispatch.pk])
