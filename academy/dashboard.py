"""What the academy and its agenda ask of their editors, on the admin's home."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.models import Locale, Page

from blocks.outcomes import QuestionStatus
from pages.dashboard import SHOWN, Section, Task
from pages.listings import writes_pages

from .listings import When, states_of_questions
from .models import GatheringPage, LearningThemePage

LONG = datetime.timedelta(days=180)


@hooks.register("construct_homepage_panels")
def add_sections_of_the_academy(request: HttpRequest, panels: list[Any]) -> None:
    if writes_pages(request.user):
        panels += [gatherings_without_text(), questions_open_for_long()]


def gatherings_without_text() -> Section:
    """The gatherings to come whose page doesn't say yet what people come for, the first one first."""
    coming = GatheringPage.objects.filter(
        start__date__gte=timezone.localdate(), body=[], locale=Locale.get_default()
    ).exclude(plan=GatheringPage.Plan.CANCELLED)
    found = list(coming.order_by("start").defer_streamfields()[: SHOWN + 1])
    tasks = [_task(page, date_format(timezone.localtime(page.start), "l j F")) for page in found[:SHOWN]]
    url = f"{reverse('gatherings:index')}?when={When.COMING}"
    more = Task(_("All coming gatherings"), url) if len(found) > SHOWN else None
    return Section(_("Coming, and without a text"), tasks, more)


def questions_open_for_long() -> Section:
    """The learning themes with open questions whose period is over, or that began half a year ago."""
    today = timezone.localdate()
    began = Coalesce("start", "first_published_at__date")
    old = LearningThemePage.objects.live().filter(locale=Locale.get_default()).annotate(began=began)
    old = old.filter(Q(end__lt=today) | Q(end=None, began__lt=today - LONG)).order_by("end", "began")
    counted = {pk: states.count(QuestionStatus.OPEN) for pk, states in states_of_questions(old).items()}
    found = [theme for theme in old.defer_streamfields() if counted[theme.pk]]
    tasks = [_task(theme, _open_questions(counted[theme.pk])) for theme in found[:SHOWN]]
    url = f"{reverse('learning-themes:index')}?questions={QuestionStatus.OPEN}"
    more = Task(_("All open questions"), url) if len(found) > SHOWN else None
    return Section(_("Learning questions open for long"), tasks, more)


def _open_questions(count: int) -> str:
    return ngettext("%(count)d open question", "%(count)d open questions", count) % {"count": count}


def _task(page: Page, note: str) -> Task:
    return Task(page.draft_title or page.title, reverse("wagtailadmin_pages:edit", args=[page.pk]), note)
