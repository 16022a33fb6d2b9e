"""The report of who did what: an administrator finds log-ins and deeds in it, and no address of a subscriber."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from hub.audit import events
from hub.audit.report import Kind
from hub.roles import MODERATORS, make_roles
from network.models import NetworkSettings, User
from newsletter import staff_actions
from newsletter.models import Issue, Subscriber
from tests import factories
from tests.conftest import Tree

pytestmark = pytest.mark.django_db

REPORT = "/cms/reports/who-did-what/"
PASSWORD = "een-lang-wachtwoord"


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def anna(tree: Tree) -> User:
    user: User = factories.UserFactory(username="anna", is_superuser=True)
    ModelLogEntry.objects.all().delete()
    return user


@pytest.fixture
def beheer(client: Client) -> User:
    user: User = factories.UserFactory(username="beheer", is_superuser=True)
    client.force_login(user)
    return user


def shown(client: Client, **filters: Any) -> list[list[str]]:
    """The lines of the report: what, who and about what."""
    page = BeautifulSoup(client.get(REPORT, filters, headers={"Accept-Language": "en"}).content, "html.parser")
    rows = page.select("table.listing tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.select("td")][:3] for row in rows]


def log_in(password: str = PASSWORD, name: str = "anna") -> Client:
    client = Client()
    client.post("/cms/login/", {"username": name, "password": password})
    return client


def recorded(account: User) -> list[str]:
    lines = ModelLogEntry.objects.for_instance(account).order_by("pk")
    return [line.action.removeprefix(events.PREFIX) for line in lines]


def test_log_ins_and_failed_ones_stand_in_it_by_account(client: Client, anna: User) -> None:
    log_in("wrong").post("/cms/logout/")
    log_in("geheim", name="my-password-in-the-wrong-field")
    log_in().post("/cms/logout/")
    assert recorded(anna) == ["password_wrong", "password_right", "logged_out"]
    client.force_login(anna)
    lines = shown(client, kind=Kind.LOG_INS)
    assert ["Somebody gave a wrong password for this account", "unknown", "User: anna"] in lines
    assert ["Logged out", str(anna), "User: anna"] in lines
    assert "wrong-field" not in client.get(REPORT).content.decode()


def test_who_guesses_does_not_fill_the_log(anna: User, settings: Settings) -> None:
    for number in range(settings.AXES_FAILURE_LIMIT + 3):
        log_in(f"guess {number}")
    assert recorded(anna) == ["password_wrong", "locked"]


def test_the_second_factor_stands_in_it(anna: User) -> None:
    device = TOTPDevice.objects.create(user=anna, name="app")
    client = log_in()
    client.post("/cms/second-factor/", {"code": "no code"})
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    client.post("/cms/second-factor/", {"code": f"{TOTP(device.bin_key).token():06}"})
    beheer = factories.UserFactory(username="beheer", is_superuser=True)
    other = Client()
    other.force_login(beheer)
    other.post(f"/cms/second-factor/reset/{anna.pk}/")
    assert recorded(anna) == ["password_right", "code_wrong", "code_right", "factor_reset"]
    assert ModelLogEntry.objects.get(action="hub.account.factor_reset").user == beheer


def test_a_new_password_stands_in_it_whatever_way_it_came(anna: User) -> None:
    anna.set_password("een-ander-lang-wachtwoord")
    anna.save()
    assert recorded(anna) == ["password_changed"]
    anna.save()
    assert recorded(anna) == ["password_changed"]


def test_what_somebody_changed_of_their_own_account_stands_in_it(client: Client, anna: User) -> None:
    client.force_login(anna)
    form = {"name_email-first_name": "Anna", "name_email-last_name": "Bos"}
    account = client.get("/cms/account/").context["panels_by_tab"]
    rest = {
        f"{panel.name}-{name}": field.value() or ""
        for panels in account.values()
        for panel in panels
        for name, field in ((bound.name, bound) for bound in panel.get_form())
        if panel.name not in ("name_email", "avatar", "password")
    }
    answer = client.post("/cms/account/", {**rest, **form})
    assert answer.status_code == 302
    assert recorded(anna)[-1] == "wagtail.edit"


def test_what_staff_did_about_subscribers_issues_accounts_and_settings_has_a_kind_each(
    client: Client, tree: Tree, beheer: User
) -> None:
    now = timezone.now()
    subscriber = Subscriber.objects.create(
        email="anna.de-vries@voorbeeld.example", language="nl", state="active", confirmed_at=now
    )
    log(subscriber, "newsletter.choose", title=str(subscriber.number))
    staff_actions.erase(subscriber, beheer)
    log(Issue.objects.create(moment=now, closes_at=now), "newsletter.approve", user=beheer, title="2 maart")
    log(Group.objects.create(name="Kijkers"), "wagtail.edit", user=beheer)
    log(NetworkSettings.load(), "wagtail.edit", user=beheer, title="Netwerk")
    log(factories.PersonFactory(name="Iemand"), "wagtail.edit", user=beheer)
    assert [what for what, *_ in shown(client, kind=Kind.SUBSCRIBERS)] == ["Erased the subscriber"]
    assert [what for what, *_ in shown(client, kind=Kind.ISSUES)] == ["Approved the issue"]
    assert ["Edited", str(beheer), "Group: Kijkers"] in shown(client, kind=Kind.ACCOUNTS)
    assert [about for *_, about in shown(client, kind=Kind.SETTINGS)] == ["Network: Netwerk"]
    page = client.get(REPORT).content.decode()
    assert "voorbeeld.example" not in page
    assert "Iemand" not in page, "what is about content stands in Wagtail's own history"


def test_it_is_narrowed_down_by_person_and_by_day(client: Client, anna: User, beheer: User) -> None:
    log_in("wrong")
    group = Group.objects.create(name="Kijkers")
    log(group, "wagtail.edit", user=beheer)
    log(group, "wagtail.create", user=anna, timestamp=timezone.now() - timedelta(days=40))
    assert [what for what, *_ in shown(client, person=anna.pk)] == [
        "Somebody gave a wrong password for this account",
        "Created",
    ]
    since = (timezone.localdate() - timedelta(days=2)).isoformat()
    assert "Created" not in [what for what, *_ in shown(client, timestamp_from=since)]
    assert len(shown(client, person=anna.pk, timestamp_from=since)) == 1


def test_a_download_is_no_formula_to_a_spreadsheet(client: Client, beheer: User) -> None:
    log(Group.objects.create(name='=HYPERLINK("https://elders.example")'), "wagtail.edit", user=beheer)
    answer = client.get(REPORT, {"export": "csv"}, headers={"Accept-Language": "en"})
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert rows[0] == ["When", "Who", "What", "Type", "About"]
    assert '\'=HYPERLINK("https://elders.example")' in [row[4] for row in rows]
    assert client.get(REPORT, {"export": "xlsx"}).status_code == 200


def test_no_download_of_the_admin_is_a_formula_wagtails_own_neither(client: Client, tree: Tree, beheer: User) -> None:
    article = factories.ArticlePageFactory(parent=tree.news, title="@SUM(1+1)")
    log(article, "wagtail.edit", user=beheer)
    answer = client.get("/cms/reports/site-history/", {"export": "csv"})
    assert "'@SUM(1+1)" in b"".join(answer.streaming_content).decode()


def test_it_is_for_administrators_and_whom_they_let(client: Client, tree: Tree) -> None:
    make_roles()
    editor = factories.UserFactory(username="eindredacteur")
    group = Group.objects.get(name=MODERATORS.name)
    editor.groups.add(group)
    client.force_login(editor)
    for address in (REPORT, f"{REPORT}results/", f"{REPORT}?export=csv"):
        assert client.get(address).status_code == 302
    assert "who-did-what" not in client.get("/cms/").content.decode()
    group.permissions.add(Permission.objects.get(codename="view_modellogentry"))
    assert client.get(REPORT).status_code == 200
    assert "who-did-what" in client.get("/cms/").content.decode()


def test_it_takes_as_many_queries_for_fifty_lines_as_for_one(
    client: Client, beheer: User, django_assert_max_num_queries: Any
) -> None:
    group = Group.objects.create(name="Kijkers")
    for _ in range(30):
        log(group, "wagtail.edit", user=beheer)
    client.get(REPORT)
    with django_assert_max_num_queries(20):
        client.get(REPORT)


def test_log_ins_are_forgotten_after_a_year_and_deeds_stay(anna: User, settings: Settings) -> None:
    old = timezone.now() - timedelta(days=settings.DAYS_TO_KEEP_LOG + 1)
    events.record("password_right", anna, by=anna)
    ModelLogEntry.objects.update(timestamp=old)
    log(anna, "wagtail.edit", user=anna, timestamp=old)
    events.record("logged_out", anna, by=anna)
    events.forget(timezone.now())
    assert set(ModelLogEntry.objects.values_list("action", flat=True)) == {"wagtail.edit", "hub.account.logged_out"}
