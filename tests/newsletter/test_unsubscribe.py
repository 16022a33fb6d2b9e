"""Leaving by the link in the mail, for people, mail programs and link scanners."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.test import Client

from newsletter.links import UNSUBSCRIBE, token_for, unsubscribe_url
from newsletter.models import Subscriber
from tests.conftest import Tree

pytestmark = pytest.mark.django_db

MakeSubscriber = Callable[..., Subscriber]


@pytest.fixture
def strict(tree: Tree) -> Client:
    """A client that is checked for forgery, as every browser is."""
    return Client(enforce_csrf_checks=True)


def path_for(subscriber: Subscriber) -> str:
    return urlsplit(unsubscribe_url(subscriber.number, subscriber.language)).path


def test_looking_changes_nothing(strict: Client, subscriber: MakeSubscriber) -> None:
    anna = subscriber("anna@example.org")
    for method in (strict.get, strict.head):
        response = method(path_for(anna))
        assert response.status_code == 200
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
    anna.refresh_from_db()
    assert anna.state == "active"


@pytest.mark.parametrize("multipart", [True, False])
def test_one_click_leaves_at_once_and_again(strict: Client, subscriber: MakeSubscriber, multipart: bool) -> None:
    anna = subscriber("anna@example.org")
    body = "List-Unsubscribe=One-Click"
    kind = "application/x-www-form-urlencoded"
    if multipart:
        body = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
        kind = "multipart/form-data; boundary=x"
    first = strict.post(path_for(anna), body, content_type=kind)
    assert first.status_code == 200
    assert not first.cookies
    anna.refresh_from_db()
    left_at = anna.unsubscribed_at
    assert anna.state == "unsubscribed"

    assert strict.post(path_for(anna), body, content_type=kind).status_code == 200
    anna.refresh_from_db()
    assert anna.unsubscribed_at == left_at


def test_a_broken_body_is_not_read(strict: Client, subscriber: MakeSubscriber) -> None:
    anna = subscriber("anna@example.org")
    response = strict.post(path_for(anna), b"\xff\x00garbage", content_type="multipart/form-data; boundary=x")
    assert response.status_code == 200
    anna.refresh_from_db()
    assert anna.state == "unsubscribed"


def test_somebody_suppressed_stays_so(strict: Client, subscriber: MakeSubscriber) -> None:
    never = subscriber("never@example.org", state="suppressed")
    assert strict.post(path_for(never)).status_code == 200
    never.refresh_from_db()
    assert never.state == "suppressed"


def test_the_page_speaks_the_subscribers_language(strict: Client, subscriber: MakeSubscriber) -> None:
    bob = subscriber("bob@example.org", language="en")
    elsewhere = path_for(bob)
    anna = subscriber("anna@example.org", language="nl")
    assert '<html lang="en"' in strict.get(elsewhere).content.decode()
    assert '<html lang="nl"' in strict.get(path_for(anna)).content.decode()
    Subscriber.objects.filter(pk=bob.pk).update(language="nl")
    assert '<html lang="nl"' in strict.get(elsewhere).content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_is_not_ours_is_a_clear_page(strict: Client, subscriber: MakeSubscriber, method: str) -> None:
    anna = subscriber("anna@example.org")
    whole = path_for(anna)
    foreign = whole.replace(token_for(anna.number, UNSUBSCRIBE), token_for(anna.number, "preferences"))
    swapped = whole[:-40] + "A" * 39 + "/"
    for path in (whole[:-10] + "/", foreign, swapped, whole.replace(".", "")):
        response = getattr(strict, method)(path)
        assert response.status_code == 404
        assert "<h1" in response.content.decode()
    anna.refresh_from_db()
    assert anna.state == "active"


def test_somebody_who_was_erased_has_left(strict: Client, subscriber: MakeSubscriber) -> None:
    anna = subscriber("anna@example.org")
    path = path_for(anna)
    anna.delete()
    assert strict.get(path).status_code == 200
    assert strict.post(path).status_code == 200


def test_another_method_is_refused(strict: Client, subscriber: MakeSubscriber) -> None:
    assert strict.put(path_for(subscriber("anna@example.org"))).status_code == 405


def test_a_link_names_nobody(subscriber: MakeSubscriber) -> None:
    anna = subscriber("anna@example.org")
    link = unsubscribe_url(anna.number, "nl")
    assert "anna" not in link
    assert anna.number.hex not in link
    assert str(anna.number) not in link
