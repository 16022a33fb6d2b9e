"""What others belong to: a strategy with its coalitions and series, and a challenge; in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from wagtail.models import Page

from network.models import Contribution, Involvement, Tie
from pages.models import ChallengePage, StrategyPage
from tests import factories
from tests.conftest import Tree

pytestmark = pytest.mark.django_db


def words_at(client: Client, page: Page) -> str:
    main = BeautifulSoup(client.get(page.url).content, "html.parser").main
    assert main
    return " ".join(main.get_text(" ").split())


@pytest.fixture
def strategy(tree: Tree) -> StrategyPage:
    partners = {"theme": "Tijd om te leren", "lead": "De hogeschool", "partners": "Zorg en scholen"}
    page: StrategyPage = factories.StrategyPageFactory(
        parent=tree.home,
        title="Een lerende regio",
        start_year=2020,
        end_year=2025,
        coalitions=[("coalition", partners), ("coalition", {"theme": "Nog zonder trekker"})],
    )
    Contribution.objects.create(page=page, person=factories.PersonFactory(name="Liselot Dijkvonk"), role="facilitator")
    Involvement.objects.create(page=page, organisation=factories.OrganisationFactory(name="Zorgbond"), role="partner")
    factories.SeriesPageFactory(parent=page, title="Zes sessies")
    return page


def test_a_strategy_says_from_when_with_whom_and_what_came_of_it(strategy: StrategyPage, client: Client) -> None:
    shown = words_at(client, strategy)
    for said in ("2020–2025", "Tijd om te leren", "De hogeschool", "Zorg en scholen", "Nog zonder trekker"):
        assert said in shown
    for said in ("Liselot Dijkvonk", "Begeleider", "Zorgbond", "Zes sessies"):
        assert said in shown


def test_an_english_strategy_has_the_same_people_and_years(tree: Tree, strategy: StrategyPage, client: Client) -> None:
    english = strategy.copy_for_translation(tree.english)
    english.title = "A learning region"
    english.save_revision().publish()
    shown = words_at(client, english)
    for said in ("2020–2025", "Strategy", "Led by", "Liselot Dijkvonk", "Zorgbond"):
        assert said in shown


def test_who_takes_consent_back_leaves_the_strategy_at_once(strategy: StrategyPage, client: Client) -> None:
    contribution = Contribution.objects.get(page=strategy)
    contribution.person.may_be_shown = False
    contribution.person.save()
    assert "Liselot Dijkvonk" not in words_at(client, strategy)


def test_a_strategy_that_ends_before_it_starts_is_refused_in_the_form_and_in_the_database(
    strategy: StrategyPage,
) -> None:
    strategy.end_year = 2019
    with pytest.raises(ValidationError) as refused:
        strategy.clean()
    assert list(refused.value.message_dict) == ["end_year"]
    with pytest.raises(IntegrityError):
        StrategyPage.objects.filter(pk=strategy.pk).update(end_year=2019)


def test_a_challenge_gathers_pitches_programmes_and_articles_about_it(tree: Tree, client: Client) -> None:
    challenge: ChallengePage = factories.ChallengePageFactory(
        parent=factories.ChallengeIndexPageFactory(parent=tree.home), title="Wonen in het dorp"
    )
    gathering = factories.GatheringPageFactory(parent=factories.AgendaPageFactory(parent=tree.home))
    about: list[Any] = [
        factories.PitchPageFactory(parent=gathering, title="Een hof voor iedereen"),
        factories.ProgrammePageFactory(parent=tree.academy, title="Bouwen met buren"),
        factories.ArticlePageFactory(parent=tree.news, title="De eerste sleutel"),
        factories.ArticlePageFactory(parent=tree.news, title="Nog niet af", live=False),
    ]
    for page in about:
        Tie.objects.create(page=page, target=challenge)
    shown = words_at(client, challenge)
    for said in (
        "Pitches Pitch Een hof voor iedereen",
        "Leergangen",
        "Bouwen met buren",
        "Berichten",
        "De eerste sleutel",
    ):
        assert said in shown
    assert "Nog niet af" not in shown
    for page in about[:3]:
        assert "Wonen in het dorp" in words_at(client, page)
