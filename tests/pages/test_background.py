from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from pages.pictures import MADE_SPECS
from pages.tasks import make_renditions, publish_scheduled
from tests import factories
from tests.conftest import Tree

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_an_article_appears_when_its_moment_has_come(tree: Tree, client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        article = factories.ArticlePageFactory(parent=tree.news, slug="straks", live=False)
        article.go_live_at = NOW + timedelta(hours=1)
        article.save_revision().publish()
        publish_scheduled(timestamp=0)
        assert client.get("/nl/nieuws/straks/").status_code == 404
    with time_machine.travel(NOW + timedelta(hours=1, minutes=1), tick=False):
        publish_scheduled(timestamp=0)
        assert client.get("/nl/nieuws/straks/").status_code == 200


@pytest.mark.django_db
def test_a_new_picture_is_converted_by_the_worker_and_not_by_a_visitor() -> None:
    picture = factories.PictureFactory()
    job = ProcrastinateJob.objects.get(task_name="pages.make_renditions")
    assert job.args == {"picture_id": picture.pk}
    make_renditions(**job.args)
    assert set(picture.renditions.values_list("filter_spec", flat=True)) == set(MADE_SPECS)


@pytest.mark.django_db
def test_a_picture_that_is_gone_by_then_is_no_error() -> None:
    make_renditions(picture_id=0)


@pytest.mark.django_db
def test_the_worker_knows_every_task() -> None:
    call_command("procrastinate", "healthchecks")
