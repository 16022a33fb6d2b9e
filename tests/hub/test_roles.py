"""What the editors' group may do in the admin, and what it may not."""

import pytest
from django.test import Client

from hub.roles import editors
from network.models import User
from tests import factories
from tests.conftest import Tree


@pytest.fixture
def editor(tree: Tree) -> User:
    user: User = factories.UserFactory()
    user.groups.add(editors())
    return user


@pytest.mark.parametrize(
    "path", ["/cms/", "/cms/pages/", "/cms/images/", "/cms/snippets/network/person/", "/cms/newsletter/issues/"]
)
def test_an_editor_reaches_what_the_work_needs(editor: User, client: Client, path: str) -> None:
    client.force_login(editor)
    assert client.get(path, follow=True).status_code == 200


@pytest.mark.parametrize(
    "path", ["/cms/users/", "/cms/groups/", "/cms/sites/", "/cms/settings/newsletter/newslettersettings/"]
)
def test_an_editor_is_kept_from_the_settings_of_the_site(editor: User, client: Client, path: str) -> None:
    client.force_login(editor)
    assert client.get(path, follow=True).redirect_chain[-1][0] in ("/cms/", "/cms/login/?next=" + path)


def test_an_editor_publishes_an_article(editor: User, tree: Tree) -> None:
    article = factories.ArticlePageFactory(parent=tree.news)
    assert article.permissions_for_user(editor).can_publish()


def test_who_has_no_role_sees_no_admin(tree: Tree, client: Client) -> None:
    client.force_login(factories.UserFactory())
    assert client.get("/cms/newsletter/issues/").status_code == 302


def test_making_the_group_twice_makes_one(tree: Tree) -> None:
    assert editors() == editors()
