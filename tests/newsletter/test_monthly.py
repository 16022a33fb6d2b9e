"""Readers who want the newsletter once a month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from newsletter.compiling import compile_issue
from newsletter.models import Delivery, Dispatch, Subscriber

from .conftest import Newsletter

pytestmark = pytest.mark.django_db
MARCH_3, MARCH_17, MARCH_31, APRIL_14 = (
    datetime(2026, month, day, 9, tzinfo=UTC) for month, day in ((3, 3), (3, 17), (3, 31), (4, 14))
)


@pytest.fixture
def monthly_and_eager(subscriber: Callable[..., Subscriber]) -> tuple[Subscriber, Subscriber]:
    return subscriber("maria@example.org", rhythm="monthly"), subscriber("els@example.org")


def send(newsletter: Newsletter, moment: datetime, *titles: str, time_machine: Any) -> Dispatch:
    for title in titles:
        newsletter.article(title, first_published_at=moment.replace(day=1), date=moment.date())
    time_machine.move_to(moment, tick=False)
    return newsletter.dispatch(compile_issue(at=moment))


def delivery(dispatch: Dispatch, subscriber: Subscriber) -> Delivery:
    return dispatch.deliveries.get(subscriber=subscriber)


def test_the_first_issue_of_a_month_brings_what_came_since_the_previous_first(
    newsletter: Newsletter, monthly_and_eager: tuple[Subscriber, Subscriber], time_machine: Any
) -> None:
    maria, els = monthly_and_eager
    first = send(newsletter, MARCH_3, "Begin maart", time_machine=time_machine)
    second = send(newsletter, MARCH_17, "Half maart", "Ingetrokken bericht", time_machine=time_machine)
    third = send(newsletter, MARCH_31, "Eind maart", time_machine=time_machine)
    assert "Begin maart" in delivery(first, maria).variant.text
    assert delivery(first, maria).variant == delivery(first, els).variant
    for dispatch in (second, third):
        assert (delivery(dispatch, maria).state, delivery(dispatch, maria).exclusion) == ("excluded", "not_this_month")

    from news.models import ArticlePage

    ArticlePage.objects.get(title="Ingetrokken bericht").unpublish()
    april = send(newsletter, APRIL_14, "Half april", time_machine=time_machine)
    text = delivery(april, maria).variant.text
    assert [title in text for title in ("Half april", "Eind maart", "Half maart")] == [True] * 3
    assert "Begin maart" not in text
    assert "Ingetrokken bericht" not in text
    assert "Eind maart" not in delivery(april, els).variant.text


def test_a_month_without_a_first_issue_for_them_is_made_up_for_by_the_next(
    newsletter: Newsletter, subscriber: Callable[..., Subscriber], time_machine: Any
) -> None:
    maria = subscriber("maria@example.org", rhythm="monthly", language="en")
    send(newsletter, MARCH_3, "Begin maart", time_machine=time_machine)
    send(newsletter, MARCH_17, "Half maart", time_machine=time_machine)
    may = datetime(2026, 5, 12, 8, tzinfo=UTC)
    text = delivery(send(newsletter, may, "Half mei", time_machine=time_machine), maria).variant.text
    assert "Half maart" in text
    assert "Half mei" in text
