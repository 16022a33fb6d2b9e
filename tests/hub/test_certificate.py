"""The admin's home says when browsers refuse the site, or soon will: looked at on a real TLS server."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from hub.tasks import look_at_certificate
from hub.watching import certificate
from tests import factories
from tests.conftest import Tree

pytestmark = pytest.mark.django_db
Serve = Callable[..., None]


@pytest.fixture
def serve(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Makes the site a TLS server with a certificate for so many days, of an authority that this machine trusts."""
    cache.clear()
    authority = trustme.CA()
    trusted = tmp_path / "trusted.pem"
    authority.cert_pem.write_to_path(trusted)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with contextlib.ExitStack() as running:

        def begin(days: float, name: str = "localhost", by: trustme.CA = authority) -> None:
            now = datetime.now(UTC)
            made = by.issue_cert(name, not_before=now - timedelta(days=90), not_after=now + timedelta(days=days))
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            made.configure_cert(context)
            listening = running.enter_context(socket.create_server(("127.0.0.1", 0)))
            settings.PUBLIC_URL = f"https://localhost:{listening.getsockname()[1]}"
            threading.Thread(target=_answer, args=(listening, context), daemon=True).start()

        yield begin
    cache.clear()


def _answer(listening: socket.socket, context: ssl.SSLContext) -> None:
    with contextlib.suppress(OSError):
        while True:
            plain, _address = listening.accept()
            with contextlib.suppress(OSError), context.wrap_socket(plain, server_side=True) as connection:
                connection.recv(1)


@pytest.fixture
def home(client: Client, tree: Tree) -> Callable[[], str]:
    """What the admin's home shows an administrator, once the worker has looked."""
    client.force_login(factories.UserFactory(is_superuser=True))

    def show() -> str:
        look_at_certificate(0)
        return client.get("/cms/", headers={"Accept-Language": "en"}).content.decode()

    return show


def test_a_certificate_that_ends_soon_is_told_of_until_it_is_renewed(serve: Serve, home: Callable[[], str]) -> None:
    serve(days=13)
    assert "The TLS certificate of localhost ends on" in home()
    serve(days=60)
    assert "TLS certificate" not in home()


@pytest.mark.parametrize(("days", "name", "fault"), [(-1, "localhost", "expired"), (60, "elders.example", "mismatch")])
def test_a_certificate_that_browsers_refuse_is_told_of(
    serve: Serve, home: Callable[[], str], days: float, name: str, fault: str
) -> None:
    serve(days=days, name=name)
    shown = home()
    assert "Browsers refuse the TLS certificate of localhost" in shown
    assert fault in shown


def test_one_that_nobody_vouches_for_is_told_of(serve: Serve, home: Callable[[], str]) -> None:
    serve(days=60, by=trustme.CA())
    assert "Browsers refuse the TLS certificate" in home()


def test_editors_are_not_told(serve: Serve, home: Callable[[], str], client: Client) -> None:
    serve(days=3)
    assert "TLS certificate" in home()
    client.force_login(factories.UserFactory(is_staff=True))
    assert "TLS certificate" not in client.get("/cms/").content.decode()


def test_a_server_that_can_not_reach_itself_says_so_in_the_log_alone(
    serve: Serve, home: Callable[[], str], settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        settings.PUBLIC_URL = f"https://localhost:{closed.getsockname()[1]}"
    assert "TLS certificate" not in home()
    assert "couldn't be looked at" in caplog.text


def test_one_that_never_answers_is_not_waited_for(
    serve: Serve, home: Callable[[], str], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certificate, "PATIENCE", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.PUBLIC_URL = f"https://localhost:{silent.getsockname()[1]}"
        assert "TLS certificate" not in home()


def test_without_https_there_is_nothing_to_look_at(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PUBLIC_URL = "http://127.0.0.1:8000"
    monkeypatch.setattr(certificate, "_of", lambda *args: pytest.fail("a connection was made"))
    look_at_certificate(0)
    assert certificate.known() is None
