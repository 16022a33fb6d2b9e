"""What needs doing, on the admin's home: every app adds its sections to Wagtail's panels, and they become one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Locale, Page, WorkflowState
from wagtail.permissions import policy_registry

from .listings import LastHand, OnTheSite, writes_pages
from .translations.status import Status, count_by_status, other_locales, types_of_editors

SHOWN = 5
AFTER_ALL_APPS = 1000
AFTER_THE_WORKFLOW = 230


@dataclass(frozen=True)
class Task:
    """Something to do: what it is about, what else to know, and where to do it."""

    label: str
    url: str
    note: str = ""


@dataclass(eq=False)
class Section(Component):
    """Tasks of one kind. `is_news` is for what is only good to know: with nothing else, all is well."""

    heading: str | Promise
    tasks: Sequence[Task]
    more: Task | None = None
    is_news: bool = False

    template_name = "pages/admin/to_do_section.html"
    order = AFTER_THE_WORKFLOW

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"section": self}


class ToDoPanel(Component):
    """All sections in which there is something, or that all is well."""

    name = "to_do"
    template_name = "pages/admin/to_do.html"
    order = AFTER_THE_WORKFLOW

    def __init__(self, sections: Sequence[Section]) -> None:
        self.sections = [section for section in sections if section.tasks]

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"sections": self.sections, "all_is_well": all(section.is_news for section in self.sections)}


@hooks.register("construct_homepage_panels", order=AFTER_ALL_APPS)
def one_list_of_what_needs_doing(request: HttpRequest, panels: list[Any]) -> None:
    """Wagtail's own panels stay: what waits for approval stands above the list, recent edits and locks below it."""
    sections = [panel for panel in panels if isinstance(panel, Section)]
    panels[:] = [*(panel for panel in panels if panel not in sections), ToDoPanel(sections)]


@hooks.register("construct_homepage_panels")
def add_sections_of_pages(request: HttpRequest, panels: list[Any]) -> None:
    if writes_pages(request.user):
        drafts = drafts_of(request.user)
        mine = Q(latest_revision__user=request.user)
        panels += [
            _section_of_drafts(_("Your drafts"), drafts.filter(mine), LastHand.MINE),
            _section_of_drafts(_("Drafts of others"), drafts.exclude(mine), LastHand.OTHERS),
            Section(_("Translations"), [task for locale in other_locales() for task in _translations_into(locale)]),
        ]


def drafts_of(user: Any) -> QuerySet:
    """What isn't on the site as it was written last, of the pages that somebody may edit; the latest first.

    Without what stands elsewhere on the dashboard: pages in the workflow, and translations that were never published.
    """
    active = WorkflowState.objects.active().annotate(page_id=Cast("object_id", IntegerField()))
    original = Page.objects.filter(translation_key=OuterRef("translation_key"), locale=Locale.get_default())
    allowed = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    return (
        allowed.filter(Q(live=False) | Q(has_unpublished_changes=True), content_type__in=types_of_editors())
        .filter(alias_of=None, depth__gt=1)
        .exclude(pk__in=active.filter(base_content_type__model="page").values("page_id"))
        .exclude(~Q(locale=Locale.get_default()) & Exists(original), live=False)
        .select_related("content_type", "locale", "latest_revision__user")
        .defer("latest_revision__content")
        .order_by("-latest_revision_created_at", "-pk")
    )


def _section_of_drafts(heading: str, drafts: QuerySet, by: LastHand) -> Section:
    found = list(drafts[: SHOWN + 1])
    tasks = [
        Task(page.draft_title or page.title, reverse("wagtailadmin_pages:edit", args=[page.pk]), _about(page))
        for page in found[:SHOWN]
    ]
    # A page that is live with later changes is unfinished, too; the listing has both, by who changed it last.
    url = f"{reverse('all-pages:index')}?by={by}&status={OnTheSite.UNFINISHED}"
    return Section(heading, tasks, Task(_("All drafts"), url) if len(found) > SHOWN else None)


def _about(page: Page) -> str:
    revision = page.latest_revision
    who = revision.user.get_full_name() or revision.user.get_username() if revision and revision.user else ""
    when = date_format(timezone.localtime(revision.created_at), "j M") if revision else ""
    kind = capfirst(str(page.cached_content_type.model_class()._meta.verbose_name))
    return " · ".join(part for part in (kind, who, when) if part)


def _translations_into(locale: Locale) -> list[Task]:
    counted = count_by_status(locale)
    language = locale.get_display_name()
    words = {
        Status.MISSING: ngettext("%(count)d page has none", "%(count)d pages have none", counted[Status.MISSING]),
        Status.DRAFT: ngettext("%(count)d is still a draft", "%(count)d are still drafts", counted[Status.DRAFT]),
        Status.OUT_OF_DATE: ngettext(
            "%(count)d is out of date", "%(count)d are out of date", counted[Status.OUT_OF_DATE]
        ),
    }
    report = reverse("translation_report")
    return [
        Task(
            words[status] % {"count": counted[status]},
            f"{report}?language={locale.language_code}&status={status}",
            str(language),
        )
        for status in words
        if counted[status]
    ]
