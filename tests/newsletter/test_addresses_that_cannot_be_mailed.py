"""An address with letters outside ASCII before the @: nobody is left to guess what is wrong with it."""

from __future__ import annotations

import pytest
from django.test import Client

from newsletter.models import SignUp

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsletter", "fresh_limits")]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("/nl/nieuwsbrief/aanmelden/", "letters zoals é of ü voor de @"),
        ("/en/newsletter/subscribe/", "letters such as é or ü before the @"),
    ],
)
def test_it_is_said_what_is_wrong_with_it(client: Client, form: str, said: str) -> None:
    page = client.post(form, {"email": "jörg@example.org"})
    assert page.status_code == 422
    assert said in page.content.decode()
    assert 'value="jörg@example.org"' in page.content.decode()
    assert said not in client.post(form, {"email": "jorg@"}).content.decode()
    assert client.post(form, {"email": "jorg@münchen.example"}).status_code == 200
    assert SignUp.objects.count() == 1
