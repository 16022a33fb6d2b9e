"""A list of subscribers in the admin: tried first, imported by a worker, and gone within a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.models import ModelLogEntry

from newsletter import importing, tasks
from newsletter.models import ImportLine, Subscriber, SubscriberImport
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsletter")]

MakeSubscriber = Callable[..., Subscriber]
INDEX = "/cms/newsletter/imports/"
HEAD = "email,consent_source,consent_at\n"
LIST = HEAD + "anna@example.org,congres,2024-05-01\n=cmd@example.org,,\n"


@pytest.fixture
def manager(client: Client) -> Client:
    return staff(client, "import_subscribers")


def staff(client: Client, *codenames: str) -> Client:
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    client.force_login(user)
    return client


def upload(client: Client, content: str | bytes) -> HttpResponse:
    content = content.encode() if isinstance(content, str) else content
    return client.post(INDEX, {"file": SimpleUploadedFile("leden.csv", content)})


def tried(client: Client) -> SubscriberImport:
    upload(client, LIST)
    run = SubscriberImport.objects.get()
    tasks.import_subscribers(run.pk)
    return run


def url(action: str, run: SubscriberImport) -> str:
    return reverse(f"newsletter_import:{action}", args=[run.pk])


def test_a_list_is_tried_and_then_imported_by_a_worker(manager: Client) -> None:
    upload(manager, LIST)
    run = SubscriberImport.objects.get()
    assert 'http-equiv="refresh"' in manager.get(url("detail", run)).content.decode()
    assert ProcrastinateJob.objects.filter(task_name="newsletter.import_subscribers").count() == 1
    tasks.import_subscribers(run.pk)
    page = manager.get(url("detail", run)).content.decode()
    assert not Subscriber.objects.exists()
    assert 'http-equiv="refresh"' not in page
    assert url("import", run) in page
    manager.post(url("import", run))
    manager.post(url("import", run))
    tasks.import_subscribers(run.pk)
    assert Subscriber.objects.get().email == "anna@example.org"
    assert not ImportLine.objects.exclude(fields={}).exists()
    assert url("import", run) not in manager.get(url("detail", run)).content.decode()
    actions = [entry.action for entry in ModelLogEntry.objects.for_instance(run).order_by("timestamp")]
    assert actions == ["newsletter.try_import", "newsletter.import"]


def test_the_report_tells_each_line_and_is_no_formula(manager: Client) -> None:
    run = tried(manager)
    report = b"".join(manager.get(url("report", run)).streaming_content).decode()  # type: ignore[attr-defined]
    assert "2,anna@example.org,added," in report
    assert "3,'=cmd@example.org,no_consent," in report
    some = manager.get(url("detail", run), {"outcome": "no_consent"}).content.decode()
    assert "=cmd@example.org" in some
    assert "anna@example.org" not in some


@pytest.mark.parametrize(
    "content",
    [
        HEAD.encode() + b"\xff\xfe",
        b"",
        "a,b\n1,2\n",
        HEAD,
        HEAD + '"' + "x" * 10_000_000 + '",congres,2024-05-01\n',
    ],
    ids=["not UTF-8", "empty", "no header", "nothing below it", "a field of 10 MB"],
)
def test_a_bad_file_gets_a_message_and_leaves_nothing(manager: Client, content: str | bytes) -> None:
    response = upload(manager, content)
    assert response.status_code == 400
    assert response.context["form"].errors["file"]  # type: ignore[attr-defined]
    assert not SubscriberImport.objects.exists()


def test_a_list_that_nobody_imports_is_forgotten_within_a_day(manager: Client) -> None:
    run = tried(manager)
    importing.forget_lists(timezone.now() + timedelta(hours=23))
    assert ImportLine.objects.filter(fields__email="anna@example.org").exists()
    importing.forget_lists(timezone.now() + timedelta(days=1))
    assert not ImportLine.objects.exclude(fields={}, email_key="").exists()
    manager.post(url("import", run))
    tasks.import_subscribers(run.pk)
    assert not Subscriber.objects.exists()


def test_a_list_can_be_deleted_at_once(manager: Client) -> None:
    manager.post(url("discard", tried(manager)))
    assert not ImportLine.objects.exists()


def assert_refused(response: HttpResponse) -> None:
    """Wagtail sends whoever may not back to its home."""
    assert (response.status_code, response["Location"]) == (302, reverse("wagtailadmin_home"))


def test_each_view_of_lists_asks_for_its_own_permission(client: Client, subscriber: MakeSubscriber) -> None:
    subscriber("anna@example.org")
    run = tried(staff(client, "import_subscribers"))
    assert_refused(client.post(reverse("newsletter_import:export")))
    staff(client, "view_subscriber", "change_subscriber", "delete_subscriber", "export_subscribers")
    for name in ("detail", "report"):
        assert_refused(client.get(url(name, run)))
    for name in ("import", "discard"):
        assert_refused(client.post(url(name, run)))
    assert_refused(upload(client, LIST))
    assert SubscriberImport.objects.get().is_trial
    assert "leden.csv" not in client.get(INDEX).content.decode()
    exported = client.post(reverse("newsletter_import:export"))
    assert b"anna@example.org" in b"".join(exported.streaming_content)  # type: ignore[attr-defined]
    assert ModelLogEntry.objects.filter(action="newsletter.export").count() == 1
    staff(client, "view_issue")
    assert_refused(client.get(INDEX))


@pytest.mark.parametrize(
    ("action", "lacks"),
    [
        ("suppress", "change_subscriber"),
        ("resend", "change_subscriber"),
        ("edit", "change_subscriber"),
        ("erase", "delete_subscriber"),
    ],
)
def test_each_act_about_a_subscriber_asks_for_its_own_permission(
    client: Client, subscriber: MakeSubscriber, action: str, lacks: str
) -> None:
    anna = subscriber("anna@example.org", state="pending", confirmed_at=None, language="nl")
    others = {
        "view_subscriber", "change_subscriber", "delete_subscriber", "import_subscribers", "export_subscribers",
        "view_issue", "change_issue", "approve_issue", "send_issue",
    } - {lacks}  # fmt: skip
    staff(client, *others)
    assert_refused(
        client.post(reverse(f"newsletter_subscriber:{action}", args=[anna.pk]), {"sure": "yes", "language": "en"})
    )
    anna.refresh_from_db()
    assert (anna.state, anna.language, anna.reminded_at) == ("pending", "nl", None)
    assert not ModelLogEntry.objects.for_instance(anna).exists()


def test_who_sees_numbers_sees_no_addresses(client: Client) -> None:
    staff(client, "view_issue")
    assert client.get(reverse("newsletter_growth:index")).status_code == 200
    assert_refused(client.get(reverse("newsletter_subscriber:index")))


def test_staff_correct_a_language_and_the_history_says_who(client: Client, subscriber: MakeSubscriber) -> None:
    anna = subscriber("anna@example.org", language="nl")
    staff(client, "view_subscriber", "change_subscriber")
    client.post(reverse("newsletter_subscriber:edit", args=[anna.pk]), {"language": "en"})
    anna.refresh_from_db()
    assert anna.language == "en"
    [change] = client.get(reverse("newsletter_subscriber:inspect", args=[anna.pk])).context["changes"]
    assert (change.action, change.user_id) == ("wagtail.edit", int(client.session["_auth_user_id"]))
