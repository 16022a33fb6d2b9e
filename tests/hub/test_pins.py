"""What pins the installed packages names them, and no address: it holds wherever packages come from."""

import re
from pathlib import Path

import pytest
from django.conf import settings

PINS = ("package-lock.json", "requirements.txt", "requirements-dev.txt")


@pytest.mark.parametrize("name", PINS)
def test_no_registry_and_no_sponsor_is_named(name: str) -> None:
    pins = (Path(settings.ROOT) / name).read_text()
    assert pins
    assert re.findall(r'\w+://[^\s"]+|"(?:funding|resolved)"|--(?:extra-)?index-url.*', pins) == []
