"""Dates as editors type them: the Dutch way, in either language of the admin."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from academy.models import GatheringPage
from hub.settings.languages import reads_day_first
from news.models import ArticlePage
from tests import factories
from tests.conftest import Tree

Form = Any


@pytest.fixture
def gathering_form(tree: Tree) -> Form:
    return GatheringPage.get_edit_handler().get_form_class()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("typed", ["10-12-2026 20:00", "10/12/2026 20:00", "2026-12-10 20:00", "10-12-2026 20:00:00"])
def test_a_moment_is_read_however_it_is_written(gathering_form: Form, language: str, typed: str) -> None:
    with override(language):
        read = gathering_form().fields["start"].clean(typed)
    assert timezone.localtime(read) == datetime.datetime(2026, 12, 10, 20, tzinfo=timezone.get_default_timezone())


@pytest.mark.parametrize("typed", ["31-02-2026 20:00", "morgen", "10-12-2026 25:00"])
def test_what_is_no_moment_is_refused_in_the_editors_language(gathering_form: Form, typed: str) -> None:
    with override("nl"), pytest.raises(ValidationError, match=r"Voer een geldige datum/tijd in\."):
        gathering_form().fields["start"].clean(typed)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_form_shows_a_date_with_the_day_first(tree: Tree, admin_client: Client, language: str) -> None:
    article: ArticlePage = factories.ArticlePageFactory(parent=tree.news, date=datetime.date(2026, 12, 10))
    with override(language):
        shown = admin_client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    field = BeautifulSoup(shown, "html.parser").select_one("#id_date")
    assert field
    assert field["value"] == "10-12-2026"


def test_no_calendar_of_the_admin_puts_today_in_the_place_of_what_it_cannot_read(
    tree: Tree, admin_client: Client
) -> None:
    shown = admin_client.get(reverse("wagtailadmin_pages:add", args=["news", "articlepage", tree.news.pk]))
    scripts = [str(script.get("src")) for script in BeautifulSoup(shown.content, "html.parser").select("script[src]")]
    [ours] = [place for place, src in enumerate(scripts) if src.endswith("pages/keep_what_was_typed.js")]
    [calendar] = [place for place, src in enumerate(scripts) if "jquery.datetimepicker.js" in src]
    assert calendar < ours
    assert finders.find("pages/keep_what_was_typed.js")


@pytest.mark.parametrize(
    ("code", "reads"), [("nl", True), ("en", True), ("en-gb", True), ("fy", True), ("hy", True), ("de", False)]
)
def test_languages_that_read_no_day_first_are_known(code: str, reads: bool) -> None:
    assert reads_day_first(code) is reads
