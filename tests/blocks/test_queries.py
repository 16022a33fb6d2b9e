"""What a body costs the database: as much for twenty of something as for one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.conftest import Tree


def gallery(tree: Tree, count: int) -> list[Any]:
    return [("gallery", {"pictures": [{"picture": factories.PictureFactory(), "alt": "x"} for _ in range(count)]})]


def related(tree: Tree, count: int) -> list[Any]:
    return [("related_pages", {"pages": [factories.ArticlePageFactory(parent=tree.news) for _ in range(count)]})]


def buttons(tree: Tree, count: int) -> list[Any]:
    return [("button", {"page": factories.ArticlePageFactory(parent=tree.news)}) for _ in range(count)]


def people(tree: Tree, count: int) -> list[Any]:
    return [("people", {"people": factories.PersonFactory.create_batch(count)})]


def organisations(tree: Tree, count: int) -> list[Any]:
    return [("organisations", {"organisations": factories.OrganisationFactory.create_batch(count)})]


def quotes(tree: Tree, count: int) -> list[Any]:
    return [("quote", {"text": "Zo is het", "person": factories.PersonFactory()}) for _ in range(count)]


@pytest.mark.parametrize("make", [gallery, related, buttons, people, organisations, quotes])
def test_twenty_cost_as_much_as_one(tree: Tree, client: Client, make: Callable[[Tree, int], list[Any]]) -> None:
    costs = []
    for count in (1, 20):
        slug = f"met-{count}"
        factories.ArticlePageFactory(parent=tree.news, slug=slug, body=make(tree, count))
        client.get(f"/nl/nieuws/{slug}/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(f"/nl/nieuws/{slug}/").status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 12
