"""What each role may do and may not, what a fresh installation has, and the way of a page from a draft to the site."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.core.management.sql import emit_post_migrate_signal
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page, TaskState, Workflow, WorkflowPage

from hub.roles import EDITORS, MODERATORS, NEWSLETTER_MANAGERS, ROLES, STEPS, WORKFLOW, Role, make_roles
from network.models import User
from news.models import ArticlePage
from tests import factories
from tests.conftest import Tree

pytestmark = pytest.mark.django_db

ISSUES = "/cms/newsletter/issues/"
PEOPLE = "/cms/snippets/network/person/"
ARTICLE = {
    "title": "Een bericht van een redacteur",
    "slug": "een-bericht",
    "lead": "Twee zinnen.",
    "kind": "news",
    "date": "2026-03-02",
    "body-count": "0",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    **{
        f"{rows}-{number}": "0"
        for rows in ("ties", "focus_area_links", "contributions", "involvements")
        for number in ("TOTAL_FORMS", "INITIAL_FORMS")
    },
}


def somebody_with(*roles: Role) -> User:
    make_roles()
    user: User = factories.UserFactory()
    user.groups.set(Group.objects.filter(name__in=[role.name for role in roles]))
    return user


@pytest.mark.parametrize(
    ("role", "path"),
    [
        *((role, path) for role in (EDITORS, MODERATORS) for path in ("/cms/pages/", "/cms/images/", PEOPLE)),
        (NEWSLETTER_MANAGERS, ISSUES),
        *((role, "/cms/") for role in ROLES),
    ],
)
def test_a_role_reaches_what_the_work_needs(tree: Tree, client: Client, role: Role, path: str) -> None:
    client.force_login(somebody_with(role))
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("role", "path"),
    [
        *((role, ISSUES) for role in (EDITORS, MODERATORS)),
        *((NEWSLETTER_MANAGERS, path) for path in (PEOPLE, "/cms/images/")),
        *(
            (role, path)
            for role in ROLES
            for path in ("/cms/users/", "/cms/groups/", "/cms/sites/", "/cms/settings/newsletter/newslettersettings/")
        ),
    ],
)
def test_a_role_is_kept_from_what_is_not_its_work(tree: Tree, client: Client, role: Role, path: str) -> None:
    client.force_login(somebody_with(role))
    assert client.get(path, follow=True).redirect_chain[-1][0] in ("/cms/", f"/cms/login/?next={path}")


def test_editors_write_and_only_moderators_publish_and_lock(tree: Tree) -> None:
    article = factories.ArticlePageFactory(parent=tree.news)
    editor, moderator = (article.permissions_for_user(somebody_with(role)) for role in (EDITORS, MODERATORS))
    assert editor.can_edit()
    assert editor.can_submit_for_moderation()
    assert not editor.can_publish()
    assert not editor.can_lock()
    assert moderator.can_edit()
    assert moderator.can_publish()
    assert moderator.can_lock()
    assert not article.permissions_for_user(somebody_with(NEWSLETTER_MANAGERS)).can_edit()


def test_only_newsletter_managers_approve_and_send(tree: Tree) -> None:
    deeds = ("newsletter.approve_issue", "newsletter.send_issue")
    assert somebody_with(NEWSLETTER_MANAGERS).has_perms(deeds)
    assert not any(somebody_with(EDITORS, MODERATORS).has_perm(deed) for deed in deeds)


def test_who_has_no_role_sees_no_admin(tree: Tree, client: Client) -> None:
    client.force_login(factories.UserFactory())
    assert client.get(ISSUES).status_code == 302


@pytest.fixture
def fresh(tree: Tree) -> Tree:
    """A database as Wagtail leaves it: with its own groups and workflow, and with nobody in it."""
    Group.objects.all().delete()
    Workflow.objects.all().delete()
    GroupApprovalTask.objects.all().delete()
    Group.objects.bulk_create(Group(name=name) for name in ("Editors", "Moderators"))
    return tree


def migrate() -> None:
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")


def test_a_fresh_installation_has_our_roles_and_workflow(fresh: Tree) -> None:
    migrate()
    assert {group.name for group in Group.objects.all()} == {role.name for role in ROLES}
    workflow = WorkflowPage.objects.get(page=Page.get_first_root_node()).workflow
    assert [task.name for task in workflow.tasks] == [name for name, _role in STEPS]


def test_what_an_administrator_changed_stays(fresh: Tree) -> None:
    migrate()
    factories.UserFactory()
    editors = Group.objects.get(name=EDITORS.name)
    editors.permissions.clear()
    Group.objects.get(name=NEWSLETTER_MANAGERS.name).delete()
    migrate()
    assert not editors.permissions.exists()
    assert not Group.objects.filter(name=NEWSLETTER_MANAGERS.name).exists()
    make_roles()
    assert not editors.permissions.exists()
    assert Workflow.objects.filter(name=WORKFLOW).count() == 1


def test_a_page_goes_from_an_editor_past_two_pairs_of_eyes_to_the_site(tree: Tree, client: Client) -> None:
    author, colleague, moderator = (somebody_with(role) for role in (EDITORS, EDITORS, MODERATORS))
    client.force_login(author)
    add = f"/cms/pages/add/news/articlepage/{tree.news.pk}/"
    assert client.post(add, {**ARTICLE, "action-submit": "1"}).status_code == 302
    article = ArticlePage.objects.get(slug="een-bericht")
    assert not article.live

    for who, step in ((colleague, 0), (moderator, 1)):
        state: TaskState = article.current_workflow_task_state
        assert state.task.name == STEPS[step][0]
        client.force_login(author)
        if step:
            assert client.post(approval_of(article, state)).status_code == 302
            assert article.current_workflow_task_state == state, "an editor can't take the moderators' step"
        client.force_login(who)
        client.post(approval_of(article, state))
        article = ArticlePage.objects.get(pk=article.pk)
    assert article.live
    assert article.current_workflow_task_state is None


def approval_of(article: ArticlePage, state: TaskState) -> str:
    return reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", state.pk])
