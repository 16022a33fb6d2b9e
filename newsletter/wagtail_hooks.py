from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from . import dashboard, worker_warning  # noqa: F401
from .admin_views import NewsletterGroup
from .dispatch_views import DispatchViewSet
from .models import Issue, IssuePage, Subscriber
from .planning_views import PlanningViewSet
from .trial_views import TrialViewSet


class SubscriberPermissionPolicy(ModelPermissionPolicy):
    """Nobody is signed up by staff, which would lack their consent, nor taken out of the ledger."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in ("add", "delete") and super().user_has_permission(user, action)


register_permission_policy(Subscriber, SubscriberPermissionPolicy(Subscriber))

APPROVED_BEFORE = "_newsletter_issue_was_approved"


@hooks.register("register_admin_viewset")
def newsletter_menu() -> NewsletterGroup:
    return NewsletterGroup()


@hooks.register("register_admin_viewset")
def dispatches() -> DispatchViewSet:
    return DispatchViewSet()


@hooks.register("register_admin_viewset")
def plan_issues() -> PlanningViewSet:
    return PlanningViewSet()


@hooks.register("register_admin_viewset")
def before_an_issue_goes_out() -> TrialViewSet:
    return TrialViewSet()


@hooks.register("register_permissions")
def newsletter_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="newsletter",
        codename__in=[
            "approve_issue",
            "send_issue",
            "view_issue",
            "view_subscriber",
            "change_subscriber",
            "delete_subscriber",
            "import_subscribers",
            "export_subscribers",
            "add_consenttext",
        ],
    )


@hooks.register("register_log_actions")
def newsletter_log_actions(actions: LogActionRegistry) -> None:
    wording: dict[str, tuple[Promise, Promise]] = {
        "compile": (gettext_lazy("Compile"), gettext_lazy("Compiled the issue")),
        "approve": (gettext_lazy("Approve"), gettext_lazy("Approved the issue")),
        "withdraw": (gettext_lazy("Withdraw approval"), gettext_lazy("Withdrew the approval")),
        "void": (gettext_lazy("Void approval"), gettext_lazy("The approval lapsed: the issue had changed")),
        "release": (gettext_lazy("Release"), gettext_lazy("Released the issue that was held back")),
        "schedule": (gettext_lazy("Schedule"), gettext_lazy("Had the issue go out when it is due")),
        "unschedule": (
            gettext_lazy("Take off the schedule"),
            gettext_lazy("Had the issue wait for somebody to send it"),
        ),
        "choose": (gettext_lazy("Choose"), gettext_lazy("Chose what they get")),
        "link": (gettext_lazy("Lost link"), gettext_lazy("Had the link to their choices mailed")),
        "pause": (gettext_lazy("Pause"), gettext_lazy("Paused the newsletter")),
        "resume": (gettext_lazy("Resume"), gettext_lazy("Ended the pause")),
        "move": (gettext_lazy("Move"), gettext_lazy("Gets the newsletter at another address")),
        "skip": (gettext_lazy("Skip"), gettext_lazy("Skipped the issue")),
        "take_up_again": (gettext_lazy("Take up again"), gettext_lazy("Had a skipped issue come after all")),
        "move_issue": (gettext_lazy("Move"), gettext_lazy("Moved the issue to another moment")),
        "extra": (gettext_lazy("One more issue"), gettext_lazy("Compiled an issue outside the rhythm")),
        "decide": (gettext_lazy("Decide"), gettext_lazy("Said what becomes of items that were taken out")),
        "follow": (gettext_lazy("Follow"), gettext_lazy("Gave the other languages the items of the first")),
        "announce_translation": (
            gettext_lazy("Announce a translation"),
            gettext_lazy("Had readers of a language hear of what was translated for them"),
        ),
        "test": (gettext_lazy("Test"), gettext_lazy("Sent a test of the issue")),
        "suppress": (gettext_lazy("Suppress"), gettext_lazy("Has no mail go to them ever again")),
        "resend": (gettext_lazy("Resend the confirmation"), gettext_lazy("Asked them once more to confirm")),
        "erase": (gettext_lazy("Erase"), gettext_lazy("Erased the subscriber")),
        "try_import": (gettext_lazy("Try a list"), gettext_lazy("Tried a list of subscribers")),
        "import": (gettext_lazy("Import"), gettext_lazy("Imported a list of subscribers")),
        "discard_import": (gettext_lazy("Delete a list"), gettext_lazy("Deleted a list of subscribers")),
        "write_consent": (gettext_lazy("Word the consent"), gettext_lazy("Put these words of consent in force")),
        "export": (gettext_lazy("Export"), gettext_lazy("Downloaded all subscribers")),
        "send": (gettext_lazy("Send"), gettext_lazy("Set the issue on its way")),
        "pause_dispatch": (gettext_lazy("Pause"), gettext_lazy("Paused the dispatch")),
        "resume_dispatch": (gettext_lazy("Go on"), gettext_lazy("Went on with the dispatch")),
        "cancel_dispatch": (gettext_lazy("Cancel"), gettext_lazy("Cancelled the dispatch")),
        "resend_doubtful": (gettext_lazy("Send again"), gettext_lazy("Had messages in doubt sent again")),
        "leave_doubtful": (gettext_lazy("Leave in doubt"), gettext_lazy("Left messages in doubt")),
        "resend_failed": (gettext_lazy("Try again"), gettext_lazy("Had refused messages tried again")),
    }
    for name, (label, message) in wording.items():
        actions.register_action(f"newsletter.{name}", label, message)


@hooks.register("before_edit_page")
def warn_before_editing_an_approved_issue(request: HttpRequest, page: Page) -> HttpResponse | None:
    """An editor should know beforehand what a change does to the approval."""
    if isinstance(page, IssuePage) and page.issue.state == Issue.State.APPROVED:
        setattr(request, APPROVED_BEFORE, True)
        if request.method == "GET":
            messages.warning(request, _("This issue is approved. Saving a change takes the approval away."))
    return None


@hooks.register("after_edit_page")
def tell_that_the_approval_lapsed(request: HttpRequest, page: Page) -> None:
    if getattr(request, APPROVED_BEFORE, False):
        issue = Issue.objects.get(pk=page.specific.issue_id)
        if issue.state != Issue.State.APPROVED:
            messages.warning(request, _("The issue is no longer approved: it has changed."))


@hooks.register("construct_page_listing_buttons")
def no_translations_of_issues(buttons: list[Any], page: Page, user: Any, context: Any = None) -> None:
    """An issue is made in every language by compiling it; a second way would make a page that isn't an issue's."""
    if page.specific_class is IssuePage:
        buttons[:] = [button for button in buttons if "/localize/" not in (getattr(button, "url", None) or "")]
