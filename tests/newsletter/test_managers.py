"""Whoever makes the newsletter is told when there is an issue to look at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from wagtail.users.models import UserProfile

from network.models import User
from newsletter.models import Issue
from newsletter.tasks import compile_due_issue
from tests.factories import UserFactory

from .conftest import ANCHOR, Newsletter

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(settings: Any) -> dict[str, User]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.MAIL_TO_ANYONE = True
    manager = UserFactory(email="mieke@netwerk.example")
    manager.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "approve_issue"]))
    english = UserFactory(email="owen@netwerk.example", is_superuser=True)
    UserProfile.objects.create(user=english, preferred_language="en")
    UserFactory(email="redactie@netwerk.example")
    UserFactory(email="weg@netwerk.example", is_superuser=True, is_active=False)
    return {"nl": manager, "en": english}


def test_managers_get_a_mail_with_the_link_in_their_own_language(
    newsletter: Newsletter, staff: dict[str, User], work: Callable[[], list[str]], time_machine: Any
) -> None:
    newsletter.article("Nieuws")
    time_machine.move_to(ANCHOR.replace(day=9), tick=False)
    compile_due_issue(0)
    compile_due_issue(0)
    work()
    issue = Issue.objects.get()
    by_address = {message.to[0]: message for message in mail.outbox}
    assert set(by_address) == {"mieke@netwerk.example", "owen@netwerk.example"}
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        assert f"/cms/newsletter/issues/{issue.pk}/" in message.body
    assert by_address["mieke@netwerk.example"].subject == "Het nummer van 10 maart 2026 staat klaar om te lezen"
    assert by_address["owen@netwerk.example"].subject == "The issue of 10 March 2026 is ready to be read"
    assert "10 maart 2026 10:00" in by_address["mieke@netwerk.example"].body


def test_they_hear_why_an_issue_is_held_and_when_it_no_longer_is(
    newsletter: Newsletter, staff: dict[str, User], work: Callable[[], list[str]], time_machine: Any
) -> None:
    newsletter.settings.minimum_items = 2
    newsletter.settings.save()
    newsletter.article("Eén bericht")
    time_machine.move_to(ANCHOR.replace(day=9), tick=False)
    compile_due_issue(0)
    work()
    [dutch] = [message for message in mail.outbox if message.to == ["mieke@netwerk.example"]]
    assert Issue.objects.get().held_reason in dutch.body
    mail.outbox.clear()
    compile_due_issue(0)
    work()
    assert mail.outbox == []
    newsletter.article("Nog een bericht")
    compile_due_issue(0)
    work()
    assert len(mail.outbox) == 2
