"""The form below every page: an address is enough, and nothing typed is lost."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from network.models import NetworkSettings
from newsletter.models import SignUp
from tests.factories import ArticlePageFactory

from .conftest import Newsletter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_limits")]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_signs_up_in_the_language_of_the_page(newsletter: Newsletter, client: Client, language: str) -> None:
    home = newsletter.tree.home if language == "nl" else newsletter.tree.home.get_translation(newsletter.tree.english)
    response = client.get(home.url)
    [form] = re.findall(r'<form class="sign-up__form.*?</form>', response.content.decode(), re.S)
    assert not response.cookies
    action = re.search(r'action="([^"]+)"', form)
    wording = re.search(r'name="wording" value="([^"]+)"', form)
    assert action
    assert wording
    assert action[1].startswith(f"/{language}/")
    answer = client.post(action[1], {"email": "anna@example.org", "wording": wording[1], "website": ""})
    assert answer.status_code == 200
    sign_up = SignUp.objects.get()
    assert (sign_up.email, sign_up.language) == ("anna@example.org", language)
    assert sign_up.words in form.replace("&#x27;", "'")


def test_an_error_is_shown_on_the_page_to_sign_up_with_what_was_typed(newsletter: Newsletter, client: Client) -> None:
    page = client.post("/nl/nieuwsbrief/aanmelden/", {"email": "anna@", "wording": "of before"})
    assert page.status_code == 422
    assert 'value="anna@"' in page.content.decode()
    assert 'class="sign-up__form' not in page.content.decode()


def test_it_asks_the_database_nothing(newsletter: Newsletter) -> None:
    network = NetworkSettings.load()
    template = Template("{% load sign_up %}{% newsletter_sign_up network %}")
    with translation.override("nl"), CaptureQueriesContext(connection) as queries:
        assert 'name="email"' in template.render(Context({"network": network}))
    assert not queries.captured_queries


def test_every_page_has_it_once(newsletter: Newsletter, client: Client) -> None:
    article = ArticlePageFactory(parent=newsletter.tree.news, title="Nieuws")
    assert client.get(article.url).content.decode().count('class="sign-up__form"') == 1
