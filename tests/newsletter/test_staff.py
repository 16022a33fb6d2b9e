"""What staff see of subscribers and do about them: by their permissions, and each act in the log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.models import ModelLogEntry

from network.models import FocusArea, User
from newsletter import growth
from newsletter.importing import stage, take
from newsletter.models import Consent, ConsentText, ForgottenAddress, Subscriber
from tests.factories import UserFactory

from .conftest import Newsletter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsletter")]

MakeSubscriber = Callable[..., Subscriber]
LIST = ["email,consent_source,consent_at\n", "import@example.org,congres,2024-05-01\n"]


def staff(client: Client, *codenames: str) -> User:
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    client.force_login(user)
    return user


def url(action: str, subscriber: Subscriber) -> str:
    return reverse(f"newsletter_subscriber:{action}", args=[subscriber.pk])


def consented(subscriber: Subscriber) -> Consent:
    words = ConsentText.of("nl", "Ik wil de nieuwsbrief.")
    return Consent.objects.create(
        subscriber_number=subscriber.number, text=words, language="nl", page="/nl/nieuwsbrief/aanmelden/"
    )


@pytest.mark.parametrize("found", ["state", "language", "topics", "rhythm", "source", "q"])
def test_subscribers_are_filtered(
    newsletter: Newsletter, client: Client, subscriber: MakeSubscriber, found: str
) -> None:
    care = FocusArea.objects.create(name="Zorg", locale=newsletter.tree.dutch)
    subscriber("anna@example.org", topics=[care], rhythm="monthly", language="en", state="paused")
    take(stage(LIST, "leden.csv"))
    staff(client, "view_subscriber")
    index = reverse("newsletter_subscriber:index")
    wanted = {
        "state": "paused",
        "language": "en",
        "topics": care.pk,
        "rhythm": "monthly",
        "source": "site",
        "q": "ANNA@",
    }
    page = client.get(index, {found: wanted[found]}).content.decode()
    assert "anna@example.org" in page
    assert "import@example.org" not in page
    others = client.get(index, {"source": "elsewhere"}).content.decode()
    assert "import@example.org" in others
    assert "anna@example.org" not in others


def test_one_subscriber_with_their_history(newsletter: Newsletter, client: Client, subscriber: MakeSubscriber) -> None:
    anna = subscriber("anna@example.org")
    consented(anna).confirmed(at=timezone.now())
    newsletter.dispatch(newsletter.issue("Nieuws"))
    staff(client, "view_subscriber", "change_subscriber")
    client.post(url("suppress", anna))
    response = client.get(url("inspect", anna))
    page = response.content.decode()
    assert response.context["deliveries"].count() == 1
    assert [bool(consent.confirms_id) for consent in response.context["consents"]] == [False, True]
    assert "/nl/nieuwsbrief/aanmelden/" in page
    assert "Laat er nooit meer mail naartoe gaan" in page
    assert url("erase", anna) not in page


def test_what_a_subscriber_chose_is_said_in_words(client: Client, subscriber: MakeSubscriber) -> None:
    signed_up = datetime(2026, 1, 5, 23, 30, tzinfo=UTC)
    anna = subscriber("anna@example.org", kinds=["agenda"], created_at=signed_up)
    staff(client, "view_subscriber")
    said = {field["label"]: field["value"] for field in client.get(url("inspect", anna)).context["fields"]}
    assert said["Soorten nieuws"] == "agenda"
    assert said["Onderwerpen"] == "alle"
    assert said["Gepauzeerd tot"] == "–"
    assert said["Aangemeld op"] == "6 januari 2026 00:30"


def test_suppressing_is_logged_and_done_once(client: Client, subscriber: MakeSubscriber) -> None:
    anna = subscriber("anna@example.org")
    user = staff(client, "view_subscriber", "change_subscriber")
    client.post(url("suppress", anna))
    client.post(url("suppress", anna))
    anna.refresh_from_db()
    assert anna.state == "suppressed"
    [entry] = ModelLogEntry.objects.for_instance(anna)
    assert (entry.action, entry.user, entry.label) == ("newsletter.suppress", user, str(anna.number))


def test_a_confirmation_is_sent_again_once_a_day(client: Client, subscriber: MakeSubscriber) -> None:
    anna = subscriber("anna@example.org", state="pending", confirmed_at=None)
    asked = consented(anna)
    staff(client, "view_subscriber", "change_subscriber")
    for _time in range(2):
        client.post(url("resend", anna))
    [job] = ProcrastinateJob.objects.filter(task_name="newsletter.send_letter")
    assert job.args == {"kind": "confirm", "number": str(asked.reference)}
    bob = subscriber("bob@example.org")
    page = client.post(url("resend", bob), follow=True).content.decode()
    assert "Alleen wie nog niet heeft bevestigd" in page


def test_erasing_takes_being_sure_and_leaves_no_address(client: Client, subscriber: MakeSubscriber) -> None:
    anna = subscriber("anna@example.org")
    user = staff(client, "view_subscriber", "delete_subscriber")
    client.post(url("erase", anna))
    assert Subscriber.objects.filter(pk=anna.pk).exists()
    client.post(url("erase", anna), {"sure": "yes"})
    assert not Subscriber.objects.filter(pk=anna.pk).exists()
    assert ForgottenAddress.objects.count() == 1
    [entry] = ModelLogEntry.objects.filter(action="newsletter.erase", object_id=str(anna.pk))
    assert (entry.user, entry.label) == (user, str(anna.number))


def test_what_a_colleague_did_who_is_gone_is_not_taken_for_the_subscribers_own(
    client: Client, subscriber: MakeSubscriber
) -> None:
    anna = subscriber("anna@example.org")
    colleague = staff(client, "view_subscriber", "change_subscriber")
    client.post(url("suppress", anna))
    staff(client, "view_subscriber")
    colleague.delete()
    page = client.get(url("inspect", anna)).content.decode()
    assert "Laat er nooit meer mail naartoe gaan" in page
    assert "de abonnee zelf" not in page


@pytest.mark.parametrize("action", ["suppress", "resend", "erase"])
def test_who_may_only_look_changes_nothing(client: Client, subscriber: MakeSubscriber, action: str) -> None:
    anna = subscriber("anna@example.org")
    staff(client, "view_subscriber")
    assert url(action, anna) not in client.get(url("inspect", anna)).content.decode()
    client.post(url(action, anna), {"sure": "yes"})
    anna.refresh_from_db()
    assert anna.state == "active"
    assert client.get(url(action, anna)).status_code == 405
    staff(client)
    assert client.get(url("inspect", anna)).status_code == 302
    assert client.get(reverse("newsletter_growth:index")).status_code == 302


def test_the_numbers_stand_in_a_chart_and_a_table(client: Client, subscriber: MakeSubscriber) -> None:
    anna = subscriber("anna@example.org", rhythm="monthly")
    consented(anna).confirmed(at=timezone.now())
    staff(client, "view_subscriber")
    response = client.get(reverse("newsletter_growth:index"))
    page = response.content.decode()
    assert [month.new for month in response.context["months"]] == [0] * 11 + [1]
    assert page.count("<rect") == 12
    assert "anna@example.org" not in page


def test_months_run_over_the_turn_of_the_year_and_bars_fit() -> None:
    months = growth.new_by_month(date(2026, 2, 28))
    assert [months[0].first_day, months[-1].first_day] == [date(2025, 3, 1), date(2026, 2, 1)]
    bars = growth.bars([growth.Month(month.first_day, place) for place, month in enumerate(months)])
    assert bars[-1].height == growth.HEIGHT
    assert bars[-1].x + bars[-1].width < 592
    assert all(bar.y + bar.height == growth.HEIGHT for bar in bars)


def test_lines_of_an_import_keep_no_address_of_somebody_erased(client: Client, subscriber: MakeSubscriber) -> None:
    tried = stage(LIST, "proef.csv", is_trial=True)
    take(tried)
    stopped = stage(LIST, "gestopt.csv")
    anna = subscriber("import@example.org", created_at=timezone.now() - timedelta(days=9))
    staff(client, "view_subscriber", "delete_subscriber")
    client.post(url("erase", anna), {"sure": "yes"})
    assert tried.lines.get().fields == {}
    line = stopped.lines.get()
    assert (line.fields, line.email_key, line.outcome) == ({}, "", "erased")
    take(stopped)
    assert not Subscriber.objects.exists()
