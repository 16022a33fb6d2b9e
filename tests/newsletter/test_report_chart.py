"""The chart of a dispatch's report: what is known of its messages since they were accepted, beside earlier issues."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from newsletter.dispatch_views import CHART_HEIGHT, _pieces
from newsletter.models import Dispatch, Issue, Subscriber
from newsletter.reporting import Line
from newsletter.sending.running import send_deliveries

from .conftest import ANCHOR, Mailbox, Newsletter

COUNTS = st.integers(0, 10**6)


@pytest.fixture
def dispatch(newsletter: Newsletter, mailbox: Mailbox) -> Dispatch:
    """Sent to four readers, and not the first."""
    newsletter.article("Nieuws")
    for number in range(4):
        address = f"reader{number}@example.org"
        Subscriber.objects.create(email=address, language="nl", state="active", confirmed_at=ANCHOR)
    dispatch = newsletter.dispatch(newsletter.issue())
    send_deliveries(dispatch.pk)
    before = ANCHOR - timedelta(weeks=4)
    earlier = Issue.objects.create(moment=before, closes_at=before)
    Dispatch.objects.create(issue=earlier, candidates=0, frozen_at=before, finished_at=before, created_at=before)
    return dispatch


def chart_of(client: Client, dispatch: Dispatch) -> Tag:
    response = client.get(reverse("newsletter_dispatch:detail", args=[dispatch.pk]))
    chart = BeautifulSoup(response.content, "html.parser").find("svg", {"aria-labelledby": "chart-title"})
    assert isinstance(chart, Tag)
    return chart


@pytest.mark.django_db
def test_it_draws_what_arrived_what_came_back_and_what_nobody_has_told(
    dispatch: Dispatch, admin_client: Client
) -> None:
    for name, arrival in (("reader0", "delivered"), ("reader1", "complained"), ("reader2", "bounced")):
        dispatch.deliveries.filter(email_key=f"{name}@example.org").update(arrival=arrival)
    pieces = {rect["data-kind"]: int(str(rect["height"])) for rect in chart_of(admin_client, dispatch).find_all("rect")}
    assert pieces == {"arrived": 50, "unheard": 25, "returned": 25}


@pytest.mark.django_db
def test_with_a_mail_server_that_tells_nothing_a_bar_is_all_one(dispatch: Dispatch, admin_client: Client) -> None:
    [piece] = chart_of(admin_client, dispatch).find_all("rect")
    assert (piece["height"], piece.get("fill-opacity")) == ("100", None)


@given(delivered=COUNTS, bounced=COUNTS, complained=COUNTS, unheard=COUNTS, others=COUNTS)
def test_pieces_stand_on_each_other_and_none_leaves_the_chart(
    delivered: int, bounced: int, complained: int, unheard: int, others: int
) -> None:
    accepted = delivered + bounced + complained + unheard
    line = Line("", accepted, accepted, delivered, bounced, complained, refused=0, in_doubt=0, left=0)
    assert sum(line.known_of_accepted.values()) == accepted
    ground = CHART_HEIGHT
    for piece in _pieces(line, accepted + others):
        assert piece["y"] + piece["height"] == ground
        ground = piece["y"]
    assert ground >= 0
