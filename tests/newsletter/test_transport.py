"""The connection to the mail server: who is believed to be it."""

from __future__ import annotations

import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from newsletter.sending.smtp import SmtpLine, _trusted
from newsletter.transport import TransportError


class Impostor:
    """Whoever answers under the mail server's name with a certificate of their own; keeps the passwords they get."""

    def __init__(self, certificate: ssl.SSLContext) -> None:
        self.passwords: list[bytes] = []
        self.certificate = certificate

    def check(self, server: Any, session: Any, envelope: Any, mechanism: str, login: LoginPassword) -> AuthResult:
        self.passwords.append(login.password)
        return AuthResult(success=True)

    def smtp(self, **options: Any) -> SMTP:
        return SMTP(self, authenticator=self.check, auth_require_tls=False, **options)


class StartTls(Controller):
    def factory(self) -> SMTP:
        return self.handler.smtp(tls_context=self.handler.certificate)


class Tls(Controller):
    def factory(self) -> SMTP:
        return self.handler.smtp()


@pytest.fixture
def impostor(tmp_path: Path) -> Impostor:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    return Impostor(context)


@pytest.fixture(params=["starttls", "tls"])
def server(request: pytest.FixtureRequest, impostor: Impostor, settings: Any) -> Iterator[Controller]:
    """The impostor at work, and the settings that lead there with a password."""
    is_tls = request.param == "tls"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    where = {"hostname": "127.0.0.1", "port": port}
    controller = Tls(impostor, ssl_context=impostor.certificate, **where) if is_tls else StartTls(impostor, **where)
    controller.start()
    _trusted.cache_clear()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", port
    settings.EMAIL_USE_SSL, settings.EMAIL_USE_TLS = is_tls, not is_tls
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "network", "secret"
    yield controller
    controller.stop()
    _trusted.cache_clear()


def test_a_server_without_a_trusted_certificate_never_gets_the_password(server: Controller, impostor: Impostor) -> None:
    with pytest.raises(TransportError, match="certificate verify failed"):
        SmtpLine()
    assert impostor.passwords == []


def test_a_trusted_one_does(
    server: Controller, impostor: Impostor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    SmtpLine().close()
    assert impostor.passwords == [b"secret"]
