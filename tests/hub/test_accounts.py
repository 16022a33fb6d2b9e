"""Who manages the accounts of colleagues becomes no administrator by it, nor gets into the account of one."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from network.models import User
from tests import factories
from tests.conftest import Tree

pytestmark = pytest.mark.django_db

NEW = {
    "username": "nieuw",
    "email": "nieuw@example.org",
    "first_name": "Nieuw",
    "last_name": "Iemand",
    "password1": "nog-een-lang-wachtwoord",
    "password2": "nog-een-lang-wachtwoord",
}


@pytest.fixture
def manager(tree: Tree, client: Client) -> User:
    user: User = factories.UserFactory(username="personeel")
    wanted = ("access_admin", "add_user", "change_user", "delete_user")
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    client.force_login(user)
    return user


def edit(user: User) -> str:
    return reverse("wagtailusers_users:edit", args=[user.pk])


def test_an_account_of_a_colleague_is_made_and_changed(client: Client, manager: User) -> None:
    assert client.post("/cms/users/new/", NEW).status_code == 302
    made = User.objects.get(username="nieuw")
    client.post(edit(made), {**NEW, "is_active": "on", "first_name": "Nog nieuwer"})
    made.refresh_from_db()
    assert made.first_name == "Nog nieuwer"
    assert not made.is_superuser


def test_nobody_else_makes_an_administrator(client: Client, manager: User) -> None:
    client.post("/cms/users/new/", {**NEW, "is_superuser": "on"})
    assert not User.objects.filter(username="nieuw").exists()
    colleague = factories.UserFactory(username="nieuw")
    client.post(edit(colleague), {**NEW, "is_active": "on", "is_superuser": "on"})
    colleague.refresh_from_db()
    assert not colleague.is_superuser


def test_nobody_else_gets_into_the_account_of_an_administrator(client: Client, manager: User) -> None:
    beheer = factories.UserFactory(username="beheer", is_superuser=True, email="beheer@example.org")
    client.post(edit(beheer), {**NEW, "username": "beheer", "is_active": "on"})
    client.post(reverse("wagtailusers_users:delete", args=[beheer.pk]))
    bulk = reverse("wagtail_bulk_action", args=["network", "user", "set_active_state"])
    client.post(f"{bulk}?id={beheer.pk}&next=/cms/users/", {"mark_as_active": "False"})
    beheer.refresh_from_db()
    assert beheer.email == "beheer@example.org"
    assert beheer.is_active
    assert not beheer.check_password(NEW["password1"])


def test_an_administrator_makes_another(client: Client, tree: Tree) -> None:
    client.force_login(factories.UserFactory(is_superuser=True))
    assert client.post("/cms/users/new/", {**NEW, "is_superuser": "on"}).status_code == 302
    assert User.objects.get(username="nieuw").is_superuser


def test_who_has_somebodys_session_can_not_have_a_new_password_mailed_elsewhere(client: Client, tree: Tree) -> None:
    anna = factories.UserFactory(username="anna", is_superuser=True, email="anna@example.org")
    client.force_login(anna)
    assert 'name="name_email-email"' not in client.get("/cms/account/").content.decode()
    client.post(
        "/cms/account/", {"name_email-first_name": "A", "name_email-last_name": "B", "name_email-email": "x@y.example"}
    )
    anna.refresh_from_db()
    assert anna.email == "anna@example.org"
