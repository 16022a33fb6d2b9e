"""What staff may do, as groups."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

EVERYWHERE_IN_THE_TREE = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]
IN_THE_LIBRARY = [
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
]
WHAT_PAGES_REFER_TO = ["focusarea", "organisation", "person"]
FOR_THE_NEWSLETTER = ["approve_issue", "send_issue", "view_issue", "change_issue", "view_subscriber"]


def editors() -> Group:
    """The group of those who write, translate and publish pages, and make and send the newsletter."""
    group, _ = Group.objects.get_or_create(name="Redactie")
    single = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    single |= Q(content_type__app_label="wagtail_localize", codename="submit_translation")
    single |= Q(content_type__app_label="network", content_type__model__in=WHAT_PAGES_REFER_TO)
    # Readers who chose a focus area would be left without a choice if it went.
    single &= ~Q(codename="delete_focusarea")
    single |= Q(content_type__app_label="newsletter", codename__in=FOR_THE_NEWSLETTER)
    group.permissions.set(Permission.objects.filter(single))
    root = Page.get_first_root_node()
    for permission in Permission.objects.filter(codename__in=EVERYWHERE_IN_THE_TREE, content_type__model="page"):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    library = Collection.get_first_root_node()
    for permission in Permission.objects.filter(codename__in=IN_THE_LIBRARY):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=library, permission=permission)
    return group
