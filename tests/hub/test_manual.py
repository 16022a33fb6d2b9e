"""The editors' manual in the admin: found, searched, read in one's own language, and linked where it is of use."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from hub.manual.guides import PLACES, TEXTS, found, guide, guides
from hub.manual.templatetags.how_do_i import with_names
from tests.conftest import Tree
from tests.factories import ArticlePageFactory, GatheringPageFactory

LANGUAGES = ["nl", "en"]
MOST_BYTES = 1_500_000


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    """Somebody who may do no more than enter the admin."""
    user = get_user_model().objects.create_user("robin", "robin@example.org", "a long password of Robin")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    return client


def read(client: Client, address: str, language: str) -> str:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(("language", "heading"), [("nl", "Hoe doe ik dat?"), ("en", "How do I…?")])
def test_the_manual_names_every_guide_in_the_language_of_the_admin(editor: Client, language: str, heading: str) -> None:
    html = read(editor, reverse("manual:index"), language)
    assert heading in html
    for one in guides(language):
        assert one.language == language
        assert f'<a href="/cms/manual/{one.name}/">{one.title}</a>' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guide_has_numbered_steps_with_pictures_that_are_there(editor: Client, language: str) -> None:
    for name in PLACES:
        html = read(editor, reverse("manual:guide", args=[name]), language)
        assert html.count('<img src="/static/manual/') == sum(
            bool(step.picture) for step in guide(name, language).steps
        )
        for step in guide(name, language).steps:
            assert str(with_names(step.do)) in html
            assert bool(step.alt) == bool(step.picture)
            assert not step.picture or finders.find(guide(name, language).picture_of(step))


def test_every_picture_is_shown_and_together_they_are_light() -> None:
    shown = {one.picture_of(step) for language in LANGUAGES for one in guides(language) for step in one.steps} - {""}
    folder = TEXTS.parent / "static"
    files = list(folder.rglob("*.webp"))
    assert {str(file.relative_to(folder)) for file in files} == shown
    assert sum(file.stat().st_size for file in files) < MOST_BYTES


def test_both_languages_have_the_same_steps() -> None:
    for name in PLACES:
        dutch, english = (guide(name, language) for language in LANGUAGES)
        assert [step.picture for step in dutch.steps] == [step.picture for step in english.steps]
        assert [len(step.names_on_screen) for step in dutch.steps] == [
            len(step.names_on_screen) for step in english.steps
        ]


@pytest.mark.parametrize(
    ("language", "query", "first"),
    [
        ("nl", "vertalen", "translate"),
        ("nl", "VERZENDING lez", "read-a-dispatch"),
        ("nl", "huisstijl", "change-the-look"),
        ("en", "retrospective publish", "write-an-article"),
        ("en", "cancelled", "prepare-a-gathering"),
        ("nl", "plaatje", "write-an-article"),
        ("en", "meeting", "prepare-a-gathering"),
    ],
)
def test_a_search_finds_words_of_guides_whole_or_begun(editor: Client, language: str, query: str, first: str) -> None:
    assert found(query, guides(language))[0].name == first
    html = read(editor, f"{reverse('manual:index')}?q={query}", language)
    assert re.search(r'<a href="/cms/manual/([a-z-]+)/">', html).group(1) == first  # type: ignore[union-attr]


def test_a_search_without_a_hit_says_so_and_leads_to_the_whole_manual(editor: Client) -> None:
    html = read(editor, f"{reverse('manual:index')}?q=%3Cb%3Eparachute", "nl")
    assert "Er is geen uitleg met “&lt;b&gt;parachute”." in html
    assert "Dit komt het dichtst in de buurt" not in html
    assert not re.findall(r'<a href="/cms/manual/([a-z-]+)/">', html)
    assert "De hele handleiding" in html


@pytest.mark.parametrize(
    ("language", "question", "first"),
    [
        ("nl", "Hoe vertaal ik een pagina?", "translate"),
        ("nl", "Hoe maak ik een nieuwsbrief?", "make-an-issue"),
        ("nl", "Waar vind ik de huisstijl?", "change-the-look"),
        ("en", "How do I give somebody a password?", "give-a-colleague-an-account"),
    ],
)
def test_a_question_finds_what_comes_nearest(editor: Client, language: str, question: str, first: str) -> None:
    html = read(editor, f"{reverse('manual:index')}?q={question}", language)
    assert re.findall(r'<a href="/cms/manual/([a-z-]+)/">', html)[0] == first
    assert ("Dit komt het dichtst in de buurt:" if language == "nl" else "These come nearest:") in html


def test_a_language_that_nobody_wrote_it_in_gets_english() -> None:
    assert [one.title for one in guides("fy")] == [one.title for one in guides("en")]
    assert guide("translate", "fy").language == "en"


def test_a_guide_that_there_is_not_is_not_found(editor: Client) -> None:
    assert editor.get("/cms/manual/parachute/", follow=True).status_code == 404
    assert editor.get("/cms/manual/?at=parachute").status_code == 200


def test_visitors_have_no_manual(client: Client, db: None) -> None:
    assert client.get(reverse("manual:index")).status_code == 302


def test_places_are_views_and_models_that_there_are() -> None:
    for place in {place for places in PLACES.values() for place in places} - {"translation"}:
        if ":" in place or "." not in place:
            assert is_a_view(place), place
        else:
            apps.get_model(place)


def is_a_view(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch as problem:
        return "not a valid view" not in str(problem) and "is not a registered namespace" not in str(problem)
    return bool(get_resolver())


def test_the_admin_leads_to_the_guide_about_what_it_shows(admin_client: Client, tree: Tree) -> None:
    article, gathering = ArticlePageFactory(parent=tree.news), GatheringPageFactory(parent=tree.academy)
    leads = {
        reverse("wagtailadmin_pages:edit", args=[article.pk]): "/cms/manual/write-an-article/",
        reverse("wagtailadmin_pages:add", args=["news", "articlepage", tree.news.pk]): "/cms/manual/write-an-article/",
        reverse("wagtailadmin_pages:edit", args=[gathering.pk]): "/cms/manual/?at=academy.gatheringpage",
        reverse("translation_report"): "/cms/manual/translate/",
        reverse("newsletter_issue:index"): "/cms/manual/make-an-issue/",
        reverse("wagtailimages:index"): "/cms/manual/",
    }
    for address, lead in leads.items():
        html = read(admin_client, address, "nl")
        link = re.search(r'<a href="([^"]+)"\s+class="w-side-panel-toggle"\s+aria-label="Hoe doe ik dat\?"', html)
        assert link, address
        assert link.group(1) == lead


def test_where_several_guides_are_of_use_they_are_the_ones_to_choose_from(editor: Client) -> None:
    html = read(editor, "/cms/manual/?at=academy.gatheringpage", "en")
    assert re.findall(r'<h2>\s*<a href="/cms/manual/([a-z-]+)/">', html) == ["prepare-a-gathering", "record-outcomes"]
    assert "The whole manual" in html
