import os
import subprocess
import sys

import pytest

GOOD = {
    "SECRET_KEY": "q8V!x2p0Zr7-mLk3Nf6Ty9Wb1Hd4Sj5Gc-aUeIoPqR",
    "SUPPRESSION_KEY": "Zt5-bN8mKq2Wx7Lp0Rv3Hd6Fj9Sg1Cy4-EaUiOoPl",
    "PUBLIC_URL": "https://network.example",
    "ALLOWED_HOSTS": "network.example",
    "DEFAULT_FROM_EMAIL": "news@network.example",
    "EMAIL_URL": "smtp://user:word@mail.network.example:587",
    "DATABASE_URL": "postgres://hub@db.network.example/hub",
}


def start(**changed: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "hub.settings.production",
        **GOOD,
        **changed,
    }
    return subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_with_its_secrets_and_addresses_production_starts() -> None:
    result = start()
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("name", GOOD)
def test_without_any_one_of_them_it_refuses_and_names_it(name: str) -> None:
    result = start(**{name: ""})
    assert result.returncode != 0
    assert name in result.stderr.splitlines()[-1]


@pytest.mark.parametrize("address", ["network.example", "http://network.example", "https://"])
def test_links_in_mail_need_a_whole_and_safe_address(address: str) -> None:
    result = start(PUBLIC_URL=address)
    assert result.returncode != 0
    assert "PUBLIC_URL" in result.stderr.splitlines()[-1]


@pytest.mark.parametrize("weak", ["short", "a" * 60, "for-development-only-" + "0123456789abcdefghij"])
def test_a_weak_secret_is_refused(weak: str) -> None:
    result = start(SECRET_KEY=weak)
    assert result.returncode != 0
    assert "SECRET_KEY" in result.stderr.splitlines()[-1]


def test_the_embedded_database_is_not_even_imported() -> None:
    code = "import django, sys; django.setup(); sys.exit('hub.embedded_postgres' in sys.modules)"
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "hub.settings.production", **GOOD}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0


@pytest.mark.parametrize(("said", "required"), [({}, True), ({"REQUIRE_SECOND_FACTOR": "false"}, False)])
def test_a_second_factor_is_required_unless_somebody_decides_otherwise(said: dict[str, str], required: bool) -> None:
    code = "from django.conf import settings; import sys; sys.exit(not settings.REQUIRE_SECOND_FACTOR)"
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "hub.settings.production", **GOOD, **said}
    result = subprocess.run([sys.executable, "-c", code], env=environment, check=False)
    assert (result.returncode == 0) is required
