"""The demo's readers, as those who help them find them in the admin."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from demo.content.newsletter import SUBSCRIBERS
from demo.loading.builder import Builder
from demo.loading.readers import bring_readers_up_to
from newsletter.models import Consent, Subscriber
from tests import factories
from tests.conftest import Tree


@pytest.fixture
def readers(tree: Tree) -> dict[str, Subscriber]:
    areas: Any = {key: factories.FocusAreaFactory() for key in ("prevention", "work", "digital")}
    now = timezone.now()
    builder = Builder(english=tree.english, library={}, focus_areas=areas, now=now)
    bring_readers_up_to(now, builder)
    bring_readers_up_to(now, builder)
    return {subscriber.email: subscriber for subscriber in Subscriber.objects.all()}


def test_each_has_agreed_once_in_their_language_to_what_they_chose(readers: dict[str, Subscriber]) -> None:
    assert len(readers) == len(SUBSCRIBERS)
    for subscriber in readers.values():
        consents = Consent.objects.filter(subscriber_number=subscriber.number)
        asked = consents.get(confirms=None)
        assert asked.text.language == asked.language == subscriber.language
        assert asked.page == {"nl": "/nl/nieuwsbrief/aanmelden/", "en": "/en/newsletter/subscribe/"}[asked.language]
        assert set(asked.topics) == set(subscriber.topics.values_list("pk", flat=True))
        assert asked.rhythm == subscriber.rhythm
        assert asked.at == subscriber.created_at
        assert asked.text.first_used_at <= asked.at
        confirmations = [consent.at for consent in consents.exclude(confirms=None)]
        assert confirmations == ([subscriber.confirmed_at] if subscriber.confirmed_at else [])


def test_the_history_of_each_begins_with_their_consent(readers: dict[str, Subscriber], client: Client) -> None:
    client.force_login(factories.UserFactory(is_superuser=True))
    for email, words in (("anna.demo@example.org", "Door u aan te melden"), ("esi.demo@example.org", "By signing up")):
        page = client.get(reverse("newsletter_subscriber:inspect", args=[readers[email].pk])).content.decode()
        assert words in page
