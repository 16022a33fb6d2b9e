"""What each role may do and may not, what a fresh installation has, and the way of a page from a draft to the site."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.core.management.sql import emit_post_migrate_signal
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, TaskState, Workflow, WorkflowPage

from hub.roles import EDITORS, MODERATORS, NEWSLETTER_MANAGERS, ROLES, STEPS, WORKFLOW, Role, make_roles
from network.models import NetworkSettings, User
from news.models import ArticlePage
from newsletter.models import Issue, IssuePage, NewsletterIndexPage
from tests import factories
from tests.conftest import Tree

pytestmark = pytest.mark.django_db

ISSUES = "/cms/newsletter/issues/"
LOOK = "/cms/settings/network/networksettings/1/"
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
        (MODERATORS, LOOK),
        (NEWSLETTER_MANAGERS, ISSUES),
        *((role, "/cms/") for role in ROLES),
    ],
)
def test_a_role_reaches_what_the_work_needs(tree: Tree, client: Client, role: Role, path: str) -> None:
    NetworkSettings.objects.get_or_create(pk=1)
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
    assert not User.objects.exists()
    assert {group.name for group in Group.objects.all()} == {role.name for role in ROLES}
    workflow = WorkflowPage.objects.get(page=Page.get_first_root_node()).workflow
    assert [task.name for task in workflow.tasks] == [name for name, _role, _kind in STEPS]


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


@pytest.mark.parametrize("roles", [(EDITORS,), (EDITORS, MODERATORS), ROLES])
def test_nobody_takes_the_first_step_for_work_of_their_own(tree: Tree, client: Client, roles: tuple[Role, ...]) -> None:
    author = somebody_with(*roles)
    client.force_login(author)
    client.post(f"/cms/pages/add/news/articlepage/{tree.news.pk}/", {**ARTICLE, "action-submit": "1"})
    article = ArticlePage.objects.get(slug="een-bericht")
    state = article.current_workflow_task_state
    assert client.post(approval_of(article, state)).status_code == 302
    assert ArticlePage.objects.get(pk=article.pk).current_workflow_task_state == state
    assert approval_of(article, state) not in client.get("/cms/").content.decode()
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert 'data-workflow-action-name="approve"' not in client.get(edit).content.decode()
    client.post(edit, {**ARTICLE, "action-workflow-action": "1", "workflow-action-name": "approve"})
    assert ArticlePage.objects.get(pk=article.pk).current_workflow_task_state.task == state.task


def test_an_author_can_not_have_a_colleague_hand_it_in_and_approve_it_then(tree: Tree) -> None:
    author, colleague = somebody_with(EDITORS), somebody_with(EDITORS)
    article = factories.ArticlePageFactory(
        parent=tree.news, live=False, owner=author, first_published_at=None, slug="klad"
    )
    article.save_revision(user=author)
    state = Workflow.objects.get(name=WORKFLOW).start(article, colleague).current_task_state
    task = state.task.specific
    assert not task.get_actions(article, author)
    assert state not in TaskState.objects.reviewable_by(author)
    assert not task.get_actions(article, colleague), "who handed it in stands for it"
    third = somebody_with(EDITORS)
    assert task.get_actions(article, third)
    assert state in TaskState.objects.reviewable_by(third)
    assert task.get_actions(article, factories.UserFactory(is_superuser=True))


def test_a_reader_who_mended_a_word_may_still_approve(tree: Tree) -> None:
    author, reader = somebody_with(EDITORS), somebody_with(EDITORS)
    article = factories.ArticlePageFactory(parent=tree.news, owner=author)
    article.save_revision(user=author)
    state = Workflow.objects.get(name=WORKFLOW).start(article, author).current_task_state
    article.save_revision(user=reader)
    assert state.task.specific.get_actions(article, reader)


@pytest.mark.parametrize("newsletter_comes_first", [True, False])
def test_newsletter_managers_edit_the_words_of_issues_and_no_other_page(
    tree: Tree, client: Client, newsletter_comes_first: bool
) -> None:
    if not newsletter_comes_first:
        make_roles()
    index = NewsletterIndexPage(title="Nieuwsbrief", slug="nieuwsbrief", locale=tree.dutch)
    tree.home.add_child(instance=index)
    moment = timezone.now()
    issue = Issue.objects.create(moment=moment, closes_at=moment)
    page = IssuePage(issue=issue, title="Nummer 1", slug="nummer-1", live=False, locale=tree.dutch)
    index.add_child(instance=page)
    page.save_revision()
    client.force_login(somebody_with(NEWSLETTER_MANAGERS))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = client.get(edit).context["form"]
    filled = {name: form.initial.get(name) or "" for name in form.fields}
    rows = {f"{name}-{part}": 0 for name in form.formsets for part in ("TOTAL_FORMS", "INITIAL_FORMS")}
    words = {"subject": "Een nieuw jaar", "intro": "null"}
    assert client.post(edit, {**filled, **rows, **words}).status_code == 302
    page = IssuePage.objects.get(pk=page.pk)
    assert page.get_latest_revision_as_object().subject == "Een nieuw jaar"
    assert not page.permissions_for_user(somebody_with(NEWSLETTER_MANAGERS)).can_publish()

    article = factories.ArticlePageFactory(parent=tree.news)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).status_code == 302
    assert not article.permissions_for_user(somebody_with(NEWSLETTER_MANAGERS)).can_edit()
    assert not page.permissions_for_user(somebody_with()).can_edit()


def test_a_right_that_an_administrator_took_away_stays_away(tree: Tree) -> None:
    index = NewsletterIndexPage(title="Nieuwsbrief", slug="nieuwsbrief", locale=tree.dutch)
    tree.home.add_child(instance=index)
    make_roles()
    GroupPagePermission.objects.filter(page=index).delete()
    index.save()
    make_roles()
    assert not GroupPagePermission.objects.filter(page=index).exists()


def approval_of(article: ArticlePage, state: TaskState) -> str:
    return reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", state.pk])
