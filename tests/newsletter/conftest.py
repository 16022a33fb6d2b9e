from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoDbBlocker

from network.models import FocusArea, NetworkSettings
from newsletter.approval import approve
from newsletter.compiling import compile_issue
from newsletter.dispatching import send
from newsletter.freezing import freeze
from newsletter.models import Dispatch, Issue, NewsletterIndexPage, NewsletterSettings, Subscriber
from newsletter.tasks import publish_web_pages
from tests import factories
from tests.conftest import Tree, read_anew

# A Tuesday; the cadence of these tests begins on it.
ANCHOR = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


@dataclass
class Newsletter:
    """A site with a newsletter in two languages, ready to compile the issue of `ANCHOR`."""

    tree: Tree
    settings: NewsletterSettings
    index: NewsletterIndexPage
    english_index: NewsletterIndexPage

    def article(self, title: str, *, english: str = "", **fields: Any) -> Any:
        """A public article a week before the anchor, and its translation when an English title is given."""
        fields.setdefault("first_published_at", ANCHOR - timedelta(days=7))
        topics: list[FocusArea] = fields.pop("topics", [])
        article = factories.ArticlePageFactory(parent=self.tree.news, title=title, focus_areas=topics, **fields)
        if english:
            translation = article.copy_for_translation(self.tree.english)
            translation.title, translation.lead = english, "What the article is about."
            translation.save_revision().publish()
        return article

    def issue(self, *titles: str) -> Issue:
        """An issue compiled at the anchor from new articles with these titles."""
        for title in titles:
            self.article(title)
        return compile_issue(at=ANCHOR)

    def dispatch(self, issue: Issue) -> Dispatch:
        """The issue approved and set on its way; its worker hasn't begun to send."""
        dispatch = send(approve(issue))
        publish_web_pages(dispatch)
        freeze(dispatch.pk)
        dispatch.refresh_from_db()
        return dispatch


@pytest.fixture(scope="module")
def published(planted: Tree, django_db_blocker: DjangoDbBlocker) -> Newsletter:
    """The newsletter as a module's tests share it; a test asks for `newsletter`."""
    with django_db_blocker.unblock():
        return publish_newsletter(planted)


@pytest.fixture
def newsletter(published: Newsletter, tree: Tree) -> Newsletter:
    return Newsletter(
        tree, read_anew(published.settings), read_anew(published.index), read_anew(published.english_index)
    )


def publish_newsletter(tree: Tree) -> Newsletter:
    NetworkSettings.objects.update_or_create(
        pk=1,
        defaults={
            "name": "Gezond Netwerk",
            "postal_address": "Domplein 1\n3512 JC Utrecht",
            "contact_email": "post@netwerk.example",
        },
    )
    settings = NewsletterSettings.load()
    settings.anchor_date, settings.minimum_items = ANCHOR.date(), 1
    settings.time_of_day = timezone.localtime(ANCHOR).time()
    settings.sender_address = "nieuws@netwerk.example"
    settings.save()
    index = NewsletterIndexPage(title="Nieuwsbrief", slug="nieuwsbrief", locale=tree.dutch)
    tree.home.add_child(instance=index)
    english = index.copy_for_translation(tree.english)
    english.title, english.slug = "Newsletter", "newsletter"
    english.save_revision().publish()
    return Newsletter(tree, settings, index, english.specific)


@pytest.fixture
def subscriber(db: None) -> Callable[..., Subscriber]:
    """Makes an active subscriber of an address, with everything else as given."""

    def make(email: str, topics: list[FocusArea] | None = None, **fields: Any) -> Subscriber:
        fields = {"language": "nl", "state": "active", "confirmed_at": ANCHOR, **fields}
        made = Subscriber.objects.create(email=email, **fields)
        made.topics.set(topics or [])
        return made

    return make


@dataclass
class Mailbox:
    """A real SMTP server's handler: keeps what it accepts, and answers what a test tells it to.

    The answer "cut" breaks the connection; "silence" takes the message and never answers.
    """

    messages: list[tuple[str, EmailMessage]] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    at_rcpt: dict[str, str] = field(default_factory=dict)
    is_silent: threading.Event = field(default_factory=threading.Event)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        if address in self.at_rcpt:
            return self.at_rcpt[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        recipient = envelope.rcpt_tos[0]
        answer = self.answers.get(recipient, "250 OK, queued")
        if answer == "cut":
            server.transport.abort()
            return ""
        if answer.startswith("2") or answer == "silence":
            message = message_from_bytes(envelope.content, policy=policy.SMTP)
            assert isinstance(message, EmailMessage)
            self.messages.append((recipient, message))
            self.senders.append(envelope.mail_from)
        if answer == "silence":
            self.is_silent.set()
            await asyncio.Event().wait()
        return answer

    def for_(self, recipient: str) -> list[EmailMessage]:
        """What somebody got."""
        return [message for address, message in self.messages if address == recipient]


@contextmanager
def mail_server() -> Iterator[tuple[Mailbox, dict[str, Any]]]:
    """A mail server on this machine, and the settings that lead to it."""
    handler = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    backend = "django.core.mail.backends.smtp.EmailBackend"
    try:
        yield handler, {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": port, "EMAIL_BACKEND": backend}
    finally:
        controller.stop()


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    """A mail server that everything sends to."""
    with mail_server() as (handler, leading_there):
        for name, value in leading_there.items():
            setattr(settings, name, value)
        yield handler


@pytest.fixture
def work(db: None) -> Callable[[], list[str]]:
    """Does the jobs that are waiting, those that they queue too, and says which tasks they were."""

    def until_done() -> list[str]:
        done = []
        while job := ProcrastinateJob.objects.filter(status="todo").order_by("id").first():
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job.id])
            app.tasks[job.task_name](**job.args)
            done.append(job.task_name)
        return done

    return until_done


@pytest.fixture
def visitor() -> Client:
    """A visitor who is checked for forgery, as every browser is."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def fresh_limits() -> Iterator[None]:
    """Nobody has sent in a form yet."""
    cache.clear()
    yield
    cache.clear()
