"""What the log says of a subscriber's pages, whose address is all that it takes to open them."""

from __future__ import annotations

from logging.config import DictConfigurator
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from newsletter import links
from newsletter.models import Subscriber
from tests.conftest import Tree

URLS = {
    links.CONFIRM: links.confirm_url,
    links.PREFERENCES: links.preferences_url,
    links.UNSUBSCRIBE: links.unsubscribe_url,
    links.MOVE: links.move_url,
    links.AFTER_LEAVING: links.after_leaving_url,
}


@pytest.mark.django_db
@pytest.mark.parametrize("purpose", URLS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_line_of_the_log_opens_anything(
    tree: Tree, client: Client, caplog: pytest.LogCaptureFixture, purpose: str, language: str
) -> None:
    number = uuid4()
    Subscriber.objects.create(number=number, email="anna@example.org", language=language)
    path = urlsplit(URLS[purpose](number, language)).path
    token = links.token_for(number, purpose)
    assert token in path
    statuses = [client.get(path).status_code, client.post(path).status_code, client.put(path).status_code]
    assert max(statuses) >= 400
    line: Any = DictConfigurator(settings.LOGGING).configure_formatter({**settings.LOGGING["formatters"]["chosen"]})
    lines = [line.format(record) for record in caplog.records]
    assert any(f"{path.partition(token)[0]}(secret)/" in each for each in lines)
    assert not [each for each in lines if token in each or token.partition(".")[2] in each]
