"""Who fills in an address learns nothing of it: the request does the same for everybody, and looks nobody up."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from hub.watching.requests import HEADER as OF_EACH_REQUEST
from newsletter.erasing import erase
from newsletter.models import LinkRequest, SignUp, Subscriber

from .conftest import ANCHOR, Mailbox

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsletter", "fresh_limits")]

WHOM = ("nobody", "active", "paused", "pending", "suppressed", "unsubscribed", "erased")
FORMS = {
    "/nl/nieuwsbrief/aanmelden/": SignUp,
    "/en/newsletter/subscribe/": SignUp,
    "/nl/nieuwsbrief/link-kwijt/": LinkRequest,
    "/en/newsletter/lost-link/": LinkRequest,
}
KNOWN_IN = ("newsletter_subscriber", "newsletter_consent", "newsletter_forgotten", "newsletter_delivery")


@pytest.fixture(autouse=True)
def people(newsletter: Any, subscriber: Callable[..., Subscriber]) -> None:
    """Somebody in every state there is."""
    now = timezone.now()
    subscriber("active@example.org")
    subscriber("paused@example.org", state="paused")
    subscriber("pending@example.org", state="pending", confirmed_at=None)
    subscriber("suppressed@example.org", state="suppressed")
    subscriber("unsubscribed@example.org", state="unsubscribed", unsubscribed_at=ANCHOR)
    erase(subscriber("erased@example.org"), now)


def test_all_states_there_are_are_asked_for() -> None:
    assert {state.value for state in Subscriber.State} < set(WHOM)


def asking(form: str, whom: str) -> tuple[int, dict[str, str], bytes, list[str]]:
    """What comes back when somebody fills in an address, and the statements that this took, without their values."""
    with CaptureQueriesContext(connection) as queries:
        answer = Client().post(form, {"email": f"{whom}@example.org"})
    statements = [re.sub(r"'[^']*'|\bs\d+_x\d+\b|\b\d+\b", "?", query["sql"]) for query in queries]
    headers = {name: value for name, value in answer.headers.items() if name != OF_EACH_REQUEST}
    return answer.status_code, headers, answer.content, statements


@pytest.mark.parametrize("form", FORMS)
def test_the_answer_and_the_statements_are_the_same_for_everybody(form: str, mailbox: Mailbox) -> None:
    asking(form, "first")  # what is fetched once and kept is out of the way
    expected = asking(form, "nobody")
    for whom in WHOM[1:]:
        assert asking(form, whom) == expected
    status, _headers, _content, statements = expected
    assert status == 200
    assert len(statements) > 2
    assert not [each for each in statements if any(table in each for table in KNOWN_IN)]
    assert mailbox.messages == []
    assert FORMS[form].objects.count() == len(WHOM) + 1
    for job in ProcrastinateJob.objects.filter(status="todo"):
        assert all(isinstance(value, int) for value in job.args.values()), "no address stands in a job"
