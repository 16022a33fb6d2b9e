"""A CDN or Varnish in front of the site, told by the worker of what is published."""

from __future__ import annotations

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.contrib.frontend_cache.utils import get_backends

from hub.caching.purging import _tell_proxy
from hub.settings.caches import proxy_from_environment
from tests import factories
from tests.conftest import Tree


def named(url: str) -> environ.Env:
    env = environ.Env()
    env.ENVIRON = {"FRONTEND_CACHE_URL": url}
    return env


@pytest.mark.parametrize(
    ("url", "kind", "known"),
    [
        ("http://varnish:6081", "HTTPBackend", {"cache_netloc": "varnish:6081"}),
        ("cloudflare://secret%2Ftoken@0a1b2c", "CloudflareBackend", {"cloudflare_token": "secret/token"}),
    ],
)
def test_the_environment_names_it(url: str, kind: str, known: dict[str, str]) -> None:
    backend = get_backends(proxy_from_environment(named(url)))["default"]
    assert type(backend).__name__ == kind
    assert known.items() <= vars(backend).items()


def test_without_a_name_there_is_none() -> None:
    assert proxy_from_environment(named("")) == {}


@pytest.mark.parametrize("url", ["varnish", "redis://varnish", "cloudflare://zone", "http://"])
def test_any_other_name_is_refused_and_the_token_is_not_shown(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="FRONTEND_CACHE_URL"):
        proxy_from_environment(named(url))


def test_what_is_published_is_told_with_the_pages_above_it(tree: Tree) -> None:
    article = factories.ArticlePageFactory(parent=tree.news, slug="buurttuin")
    _tell_proxy(article)
    [job] = ProcrastinateJob.objects.filter(task_name="hub.tasks.purge_proxy")
    paths = [address.split("/", 3)[3] for address in job.args["addresses"]]
    assert paths == ["nl/", "nl/nieuws/", "nl/nieuws/buurttuin/"]
