from django.test import Client

from tests import factories
from tests.conftest import Tree


def test_a_public_page_may_load_nothing_but_its_own(tree: Tree, client: Client) -> None:
    headers = client.get("/nl/").headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert "camera=()" in headers["permissions-policy"]


def test_the_admin_has_a_policy_of_its_own(tree: Tree, client: Client) -> None:
    client.force_login(factories.UserFactory(is_superuser=True, is_staff=True))
    policy = client.get("/cms/").headers["content-security-policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
