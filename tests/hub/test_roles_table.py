"""docs/roles.md says what each role may do: each of its addresses is asked as each role, and no section is left out."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Site

from hub.roles import EDITORS, MODERATORS, NEWSLETTER_MANAGERS, make_roles
from network.models import FocusArea, NetworkSettings
from newsletter.models import Dispatch, Issue, IssuePage, NewsletterIndexPage, NewsletterSettings, Subscriber
from tests import factories
from tests.conftest import Tree
from tests.hub.test_second_factor import paths

pytestmark = pytest.mark.django_db

ROLES = (EDITORS, MODERATORS, NEWSLETTER_MANAGERS)
LINE = re.compile(
    r"^\| (?P<what>[^|*]+) \| (?P<post>POST )?`(?P<path>/cms/[^`]*)` \|(?P<may>( (yes|no) \|){3})$", re.MULTILINE
)
TABLE = [line.groupdict() for line in LINE.finditer((Path(__file__).parents[2] / "docs" / "roles.md").read_text())]
# What belongs to logging in, to the window of an editor, and to fields that pick something: nobody's work by itself.
NO_WORK = re.compile(
    r"login|logout|password_reset|second-factor|sprite|jsi18n|api|dismissibles|editing-sessions|tag-autocomplete|"
    r"bulk|block-preview|choose-[\w-]+|embeds|all-pages|x|test404|failwhale"
)
LISTINGS = {"articles", "editions", "gatherings", "learning-themes", "programmes", "publications"}


@pytest.fixture
def numbers(tree: Tree) -> dict[str, int]:
    """Something of everything that an address of the table is about."""
    make_roles()
    index = NewsletterIndexPage(title="Nieuwsbrief", slug="nieuwsbrief", locale=tree.dutch)
    tree.home.add_child(instance=index)
    now = timezone.now()
    later = now + timedelta(days=14)
    issue = Issue.objects.create(moment=now, closes_at=now)
    page = index.add_child(instance=IssuePage(issue=issue, title="Nummer", slug="nummer", locale=tree.dutch))
    page.save_revision()
    article = factories.ArticlePageFactory(parent=tree.news)
    article.save_revision()
    rows = {
        "issue": issue,
        "issue_page": page,
        "article": article,
        "draft": factories.ArticlePageFactory(parent=tree.news, live=False),
        "area": FocusArea.objects.create(name="Jeugd", locale=Locale.get_default()),
        "dispatch": Dispatch.objects.create(issue=Issue.objects.create(moment=later, closes_at=later)),
        "subscriber": Subscriber.objects.create(
            email="a@voorbeeld.example", language="nl", state="active", confirmed_at=now
        ),
        "network": NetworkSettings.load(),
        "newsletter": NewsletterSettings.load(),
        "user": factories.UserFactory(),
        "group": Group.objects.get(name=EDITORS.name),
        "site": Site.objects.get(),
    }
    return {name: row.pk for name, row in rows.items()}


@pytest.mark.parametrize("column", range(len(ROLES)), ids=[role.name for role in ROLES])
def test_every_address_answers_each_role_as_the_table_says(
    numbers: dict[str, int], monkeypatch: pytest.MonkeyPatch, column: int
) -> None:
    # Who may is decided before anything is drawn, which is what takes the time.
    monkeypatch.setattr(Template, "render", lambda *args, **kwargs: "")
    user = factories.UserFactory()
    user.groups.add(Group.objects.get(name=ROLES[column].name))
    # A script is told 403, where a person is led home with a message.
    client = Client(headers={"X-Requested-With": "XMLHttpRequest"})
    client.force_login(user)
    wrong = []
    for line in TABLE:
        path = line["path"].format(**numbers)
        with transaction.atomic():
            status = (client.post if line["post"] else client.get)(path).status_code
            transaction.set_rollback(True)
        may = line["may"].split("|")[column].strip() == "yes"
        if status not in ((200, 302) if may else (403,)):
            wrong.append(f"{line['what']}: {path} answers {status}")
    assert wrong == []


def test_newsletter_managers_find_no_page_in_the_listings_of_pages(numbers: dict[str, int], client: Client) -> None:
    user = factories.UserFactory()
    user.groups.add(Group.objects.get(name=NEWSLETTER_MANAGERS.name))
    client.force_login(user)
    answer = client.get("/cms/articles/")
    assert list(answer.context["object_list"]) == []


def test_no_section_of_the_admin_is_left_out() -> None:
    assert len(TABLE) > 50
    named = {"/".join(line["path"].split("/")[2:4]) for line in TABLE} | {line["path"].split("/")[2] for line in TABLE}
    for path in paths():
        section, *more = path.removeprefix("/cms/").split("/")
        if section in ("newsletter", "settings") and more[0] != "1":
            section = f"{section}/{more[0]}"
        assert section in named | LISTINGS or NO_WORK.fullmatch(section), f"{path} has no line in docs/roles.md"
