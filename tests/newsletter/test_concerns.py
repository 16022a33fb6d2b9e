"""What the admin's home and the numbers for Prometheus say of a dispatch that needs a person."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client

from hub.roles import EDITORS, NEWSLETTER_MANAGERS, Role, make_roles
from hub.watching import warnings
from newsletter.models import Dispatch, Subscriber
from newsletter.sending import deciding
from newsletter.sending.running import send_deliveries
from tests.factories import UserFactory

from .conftest import Mailbox, Newsletter

pytestmark = pytest.mark.django_db


@pytest.fixture
def dispatch(newsletter: Newsletter, subscriber: Callable[..., Subscriber], mailbox: Mailbox) -> Dispatch:
    """One reader got it, one was refused, and of one it isn't known."""
    for name in ("got", "refused", "unknown"):
        subscriber(f"{name}@example.org")
    mailbox.answers |= {"refused@example.org": "550 5.7.1 No thanks", "unknown@example.org": "cut"}
    sent = newsletter.dispatch(newsletter.issue("Nieuws"))
    send_deliveries(sent.pk)
    return sent


def warned(role: Role) -> list[BeautifulSoup]:
    make_roles()
    user = UserFactory()
    user.groups.set(Group.objects.filter(name=role.name))
    client = Client()
    client.force_login(user)
    return BeautifulSoup(client.get("/cms/").content, "html.parser").select(".help-warning")


def test_a_manager_is_told_of_doubts_until_they_have_decided(dispatch: Dispatch) -> None:
    [doubt] = warned(NEWSLETTER_MANAGERS)
    assert "1" in doubt.get_text()
    assert doubt.a
    assert doubt.a["href"] == f"/cms/newsletter/dispatches/{dispatch.pk}/"
    assert warned(EDITORS) == []
    deciding.leave_doubtful(dispatch, deciding.undecided(dispatch).values_list("pk", flat=True))
    assert warned(NEWSLETTER_MANAGERS) == []


def test_a_manager_is_told_when_many_were_refused(dispatch: Dispatch, monkeypatch: pytest.MonkeyPatch) -> None:
    deciding.leave_doubtful(dispatch, deciding.undecided(dispatch).values_list("pk", flat=True))
    monkeypatch.setattr(warnings, "ENOUGH_ANSWERS", 2)
    [share] = warned(NEWSLETTER_MANAGERS)
    assert "50 %" in share.get_text()
    monkeypatch.setattr(warnings, "HIGH_SHARE", 0.5)
    assert warned(NEWSLETTER_MANAGERS) == []


def test_states_and_answers_are_numbers_without_addresses(dispatch: Dispatch, client: Client) -> None:
    text = client.get("/metrics").text
    issue = f'issue="{dispatch.issue_id}"'
    for name, label in (
        ("hub_deliveries", 'state="accepted"'),
        ("hub_deliveries", 'state="refused"'),
        ("hub_deliveries", 'state="in_doubt"'),
        ("hub_mail_answers", 'code="250"'),
        ("hub_mail_answers", 'code="550"'),
    ):
        assert f"{name}{{{','.join(sorted((label, issue)))}}} 1.0" in text
    assert "@" not in text
