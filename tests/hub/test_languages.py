import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.conftest import Tree


@pytest.mark.parametrize(
    ("accepted", "home"),
    [("nl,en;q=0.5", "/nl/"), ("en-GB,en", "/en/"), ("fr,en;q=0.1", "/en/"), ("fr", "/nl/"), ("", "/nl/")],
)
def test_the_front_door_leads_to_the_visitors_language_without_a_cookie(
    tree: Tree, client: Client, accepted: str, home: str
) -> None:
    answer = client.get("/", headers={"accept-language": accepted} if accepted else {})
    assert answer.status_code == 302
    assert answer.headers["location"] == home
    assert "Accept-Language" in answer.headers["vary"]
    assert not answer.cookies


@pytest.mark.parametrize("home", ["/nl/", "/en/"])
def test_a_page_says_its_language_and_sets_no_cookie(tree: Tree, client: Client, home: str) -> None:
    answer = client.get(home)
    assert f'<html lang="{home.strip("/")}"' in answer.content.decode()
    assert not answer.cookies


def test_every_string_is_translated() -> None:
    try:
        call_command("messages", check=True)
    except CommandError as error:
        pytest.fail(str(error))
