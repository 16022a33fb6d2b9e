"""What staff may do on a fresh installation: three groups, and the two steps from a draft to the site.

Groups and steps carry one Dutch name in every language: they are rows, which administrators rename and change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.models import Group, Permission
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from network.models import User
from newsletter.editing import let_edit_issue_pages
from pages.models import ColleagueApprovalTask

IN_THE_ADMIN = Q(content_type__app_label="wagtailadmin", codename="access_admin")
# Readers who chose a focus area would be left without a choice if it went.
FOR_PAGES = (
    Q(content_type__app_label="wagtail_localize", codename="submit_translation")
    | Q(content_type__app_label="network", content_type__model__in=["focusarea", "organisation", "person", "venue"])
) & ~Q(codename="delete_focusarea")
FOR_THE_NEWSLETTER = Q(
    content_type__app_label="newsletter",
    codename__in=[
        "approve_issue",
        "send_issue",
        "view_issue",
        "change_issue",
        "view_subscriber",
        "add_consenttext",
        "change_subscriber",
    ],
)
THE_LOOK = Q(content_type__app_label="network", codename="change_networksettings")
WRITE = ("add_page", "change_page")
PUBLISH = ("publish_page", "lock_page", "unlock_page")
IN_THE_LIBRARY = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


@dataclass(frozen=True)
class Role:
    """What a group may do: single permissions, and those on every page and in the whole library."""

    name: str
    may: Q
    on_pages: tuple[str, ...] = ()
    in_library: tuple[str, ...] = ()


EDITORS = Role("Redactie", IN_THE_ADMIN | FOR_PAGES, WRITE, IN_THE_LIBRARY)
MODERATORS = Role("Eindredactie", IN_THE_ADMIN | FOR_PAGES | THE_LOOK, WRITE + PUBLISH, IN_THE_LIBRARY)
NEWSLETTER_MANAGERS = Role("Nieuwsbrief", IN_THE_ADMIN | FOR_THE_NEWSLETTER)
ROLES = (EDITORS, MODERATORS, NEWSLETTER_MANAGERS)
WORKFLOW = "Twee paar ogen"
# Whoever wrote a page has a colleague read it; by the second step two people have seen it.
STEPS = (("Tegenlezen", EDITORS, ColleagueApprovalTask), ("Publiceren", MODERATORS, GroupApprovalTask))
WAGTAILS_OWN_GROUPS = ("Editors", "Moderators")
WAGTAILS_OWN_WORKFLOW = "Moderators approval"


def prepare_fresh_installation(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """After migrating a database that nobody has an account in: our roles and workflow in place of Wagtail's."""
    last_with_models = [config for config in apps.get_app_configs() if config.models_module][-1]
    # Before that, permissions that roles are made of may not be there.
    if sender is not last_with_models or not _is_migrated(using):
        return
    if User.objects.exists() or not Page.get_first_root_node():
        return
    Group.objects.filter(name__in=WAGTAILS_OWN_GROUPS).delete()
    Workflow.objects.filter(name=WAGTAILS_OWN_WORKFLOW).delete()
    GroupApprovalTask.objects.filter(name=WAGTAILS_OWN_WORKFLOW, workflow_tasks=None).delete()
    make_roles()


def make_roles() -> list[Group]:
    """The groups and the workflow, those made that aren't there; what is there stays as administrators changed it."""
    groups = {role: _group_of(role) for role in ROLES}
    if not Workflow.objects.filter(name=WORKFLOW).exists():
        _make_workflow(groups)
    return list(groups.values())


def _is_migrated(using: str) -> bool:
    executor = MigrationExecutor(connections[using])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _group_of(role: Role) -> Group:
    group, is_new = Group.objects.get_or_create(name=role.name)
    if not is_new:
        return group
    group.permissions.set(Permission.objects.filter(role.may))
    root, library = Page.get_first_root_node(), Collection.get_first_root_node()
    for permission in Permission.objects.filter(codename__in=role.on_pages, content_type__app_label="wagtailcore"):
        GroupPagePermission.objects.create(group=group, page=root, permission=permission)
    for permission in Permission.objects.filter(codename__in=role.in_library):
        GroupCollectionPermission.objects.create(group=group, collection=library, permission=permission)
    let_edit_issue_pages([group])
    return group


def _make_workflow(groups: dict[Role, Group]) -> None:
    workflow = Workflow.objects.create(name=WORKFLOW)
    for order, (name, role, kind) in enumerate(STEPS):
        task = kind.objects.create(name=name)
        task.groups.add(groups[role])
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    WorkflowPage.objects.get_or_create(page=Page.get_first_root_node(), defaults={"workflow": workflow})
