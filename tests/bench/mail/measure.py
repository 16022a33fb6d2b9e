"""`python -m tests.bench.mail.measure WHAT`: one measurement, in a process of its own; prints the result as JSON."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

POST_OFFICE_BATCH = 100


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=list(MEASUREMENTS))
    parser.add_argument("--readers", type=int, default=10_000)
    parser.add_argument("--variants", type=int, default=100)
    parser.add_argument("--core", type=int)
    options = parser.parse_args()
    if options.core is not None:
        os.sched_setaffinity(0, {options.core})
    if options.what in ("post_office", "send_messages"):
        configure_for_post_office()
    import django

    django.setup()
    print(json.dumps(MEASUREMENTS[options.what](options)))  # noqa: T201


def timed(work: Callable[[], Any]) -> dict[str, float]:
    """How long something takes, and what it asks of the processor, of this process only."""
    before, began = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    work()
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": took, "cpu": cpu, "megabytes": after.ru_maxrss / 1024}


def freeze(options: argparse.Namespace) -> dict[str, float]:
    """Makes the readers, and fixes them: what is measured is the fixing, rendering included."""
    from newsletter.freezing import freeze

    from . import world

    dispatch = world.make(options.readers, options.variants)
    return timed(lambda: freeze(dispatch.pk))


def render(options: argparse.Namespace) -> dict[str, float]:
    """Renders the variants of the last dispatch once more, down to their bytes."""
    from django.utils import timezone

    from newsletter.freezing import approved_contents
    from newsletter.identity import identity_in
    from newsletter.messages import message_of
    from newsletter.models import Dispatch
    from newsletter.rendering import render_mail

    dispatch = Dispatch.objects.latest("pk")
    content, identity = approved_contents(dispatch.issue)["nl"], identity_in("nl")
    places = [tuple(variant.items) for variant in dispatch.variants.defer("message", "text", "html")]

    def work() -> None:
        for chosen in places:
            message_of(render_mail(content.only(chosen), identity), "nl", timezone.now(), identity)

    return timed(work)


def end_to_end(options: argparse.Namespace) -> dict[str, float]:
    """Sends the last dispatch, or a share of it, ledger and all."""
    from newsletter.models import Dispatch
    from newsletter.sending.running import send_deliveries

    dispatch = Dispatch.objects.latest("pk")
    return timed(lambda: send_deliveries(dispatch.pk))


def missing(options: argparse.Namespace) -> dict[str, float]:
    """How many readers of the last dispatch the mail server has no message for."""
    from newsletter.accounting import accounting_of
    from newsletter.models import Dispatch

    accounting = accounting_of(Dispatch.objects.latest("pk"))
    return {"messages": accounting.candidates - accounting.accepted}


def hand_over(options: argparse.Namespace) -> dict[str, float]:
    """Composes and hands over the last dispatch's messages without writing anything down."""
    from django.conf import settings

    from newsletter.models import Dispatch
    from newsletter.sending import ledger
    from newsletter.sending.composing import Composer
    from newsletter.sending.lanes import Lanes
    from newsletter.sending.running import enough_answers
    from newsletter.sending.smtp import SmtpLine
    from newsletter.sending.smtp_lane import SmtpLane

    dispatch = Dispatch.objects.latest("pk")
    composer = Composer(dispatch)
    composer.load(dispatch.variants.values_list("pk", flat=True))
    rows = rows_of(dispatch, ledger.Handed)

    def work() -> None:
        with Lanes(partial(SmtpLane, open_line=SmtpLine), composer, settings.SEND_CONCURRENCY) as lanes:
            waiting, done = iter(rows), 0
            lanes.put(islice(waiting, settings.SEND_WINDOW))
            while done < len(rows):
                answered = len(lanes.collect(enough_answers(settings.SEND_WINDOW, settings.SEND_CONCURRENCY), 1))
                done += answered
                lanes.put(islice(waiting, answered))

    return timed(work)


def rows_of(dispatch: Any, handed: Any) -> list[Any]:
    fields = ("pk", "number", "variant_id", "email_key", "subscriber_id", "subscriber__number")
    return [
        handed(pk, number, variant, 1, email, subscriber, own, email.rpartition("@")[2])
        for pk, number, variant, email, subscriber, own in dispatch.deliveries.values_list(*fields)
    ]


def raw(options: argparse.Namespace) -> dict[str, float]:
    """The same messages, composed beforehand, over bare sockets in one loop, pipelined as ours are."""
    from django.conf import settings

    from newsletter.models import Dispatch
    from newsletter.sending.composing import Composer
    from newsletter.sending.ledger import Handed

    dispatch = Dispatch.objects.latest("pk")
    composer = Composer(dispatch)
    composer.load(dispatch.variants.values_list("pk", flat=True))
    letters = [composer(row) for row in rows_of(dispatch, Handed)]
    address = (settings.EMAIL_HOST, settings.EMAIL_PORT)
    return timed(lambda: asyncio.run(send_raw(letters, address, settings.SEND_CONCURRENCY)))


def envelope(letter: Any) -> bytes:
    return f"MAIL FROM:<{letter.sender}>\r\nRCPT TO:<{letter.recipient}>\r\nDATA\r\n".encode() if letter else b""


async def send_raw(letters: list[Any], address: tuple[str, int], connections: int) -> None:
    waiting = iter(letters)

    async def connection() -> None:
        reader, writer = await asyncio.open_connection(*address)

        async def answer() -> bytes:
            while True:
                line = await reader.readline()
                if line[3:4] == b" ":
                    assert line[0] in b"23", line
                    return line

        await answer()
        writer.write(b"EHLO raw\r\n")
        await answer()
        following = next(waiting, None)
        writer.write(envelope(following))
        while letter := following:
            for _ in range(3):
                await answer()
            following = next(waiting, None)
            writer.write(letter.content + envelope(following))
            await answer()
        writer.close()

    await asyncio.gather(*(connection() for _ in range(connections)))


def configure_for_post_office() -> None:
    """Django with django-post_office and nothing else, on a database of its own beside ours."""
    from django.conf import settings

    sys.path.insert(0, os.environ["POST_OFFICE"])
    host, _, port = os.environ["EMAIL_URL"].removeprefix("smtp://").partition(":")
    settings.configure(
        INSTALLED_APPS=["django.contrib.contenttypes", "post_office"],
        DATABASES={
            "default": {
                "ENGINE": "hub.embedded_postgres",
                "NAME": "post_office",
                "FOLDER": Path(os.environ["VAR_DIR"]),
            }
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        EMAIL_BACKEND="post_office.EmailBackend",
        EMAIL_HOST=host,
        EMAIL_PORT=int(port),
        USE_TZ=True,
        LOGGING={"version": 1, "disable_existing_loggers": True, "root": {"level": "ERROR"}},
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        POST_OFFICE={
            "BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"},
            "BATCH_SIZE": POST_OFFICE_BATCH,
            "THREADS_PER_PROCESS": int(os.environ["SEND_CONCURRENCY"]),
            "LOG_LEVEL": 0,
        },
    )


def message_to(number: int) -> dict[str, Any]:
    """What others are given to send: text and HTML as long as ours."""
    text, html = (Path(os.environ["BENCH_FOLDER"]) / name for name in ("mail.txt", "mail.html"))
    return {"text": text.read_text(), "html": html.read_text(), "to": f"reader{number}@domain{number % 50}.example"}


def post_office(options: argparse.Namespace) -> dict[str, float]:
    """Queues the messages and sends them until its queue is empty."""
    from django.core.management import call_command
    from django.db import connection
    from post_office import mail
    from post_office.models import STATUS, Email

    create_database("post_office")
    call_command("migrate", verbosity=0)
    Email.objects.all().delete()
    one = message_to(0)
    headers = {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}

    def queue() -> None:
        for start in range(0, options.readers, 1000):
            mail.send_many(
                [
                    {
                        "recipients": [f"reader{number}@domain{number % 50}.example"],
                        "sender": "nieuws@netwerk.example",
                        "subject": "Nieuws",
                        "message": one["text"],
                        "html_message": one["html"],
                        "headers": headers,
                    }
                    for number in range(start, min(start + 1000, options.readers))
                ]
            )

    def send() -> None:
        while Email.objects.filter(status=STATUS.queued).exists():
            mail.send_queued(processes=1, log_level=0)

    queued, sent = timed(queue), timed(send)
    assert Email.objects.filter(status=STATUS.sent).count() == options.readers
    connection.close()
    return {**sent, "queueing": queued["seconds"]}


def create_database(name: str) -> None:
    from django.db import connection

    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f"CREATE DATABASE {name}")


def send_messages(options: argparse.Namespace) -> dict[str, float]:
    """Django's own backend: one connection, nothing written down."""
    from django.core.mail import EmailMultiAlternatives, get_connection

    one = message_to(0)
    mails = []
    for number in range(options.readers):
        to = f"reader{number}@domain{number % 50}.example"
        mail = EmailMultiAlternatives("Nieuws", one["text"], "nieuws@netwerk.example", [to])
        mail.attach_alternative(one["html"], "text/html")
        mails.append(mail)
    backend = get_connection("django.core.mail.backends.smtp.EmailBackend")
    return timed(lambda: backend.send_messages(mails))


def sample(options: argparse.Namespace) -> dict[str, float]:
    """Leaves a variant's text and HTML for the others to send."""
    from newsletter.models import Variant

    folder, variant = Path(os.environ["BENCH_FOLDER"]), Variant.objects.latest("pk")
    (folder / "mail.txt").write_text(variant.text)
    (folder / "mail.html").write_text(variant.html)
    return {"bytes": len(variant.message), "variants": Variant.objects.count()}


MEASUREMENTS = {
    function.__name__: function
    for function in (freeze, render, end_to_end, missing, hand_over, raw, post_office, send_messages, sample)
}

if __name__ == "__main__":
    main()
