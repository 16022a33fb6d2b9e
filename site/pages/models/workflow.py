from __future__ import annotations

from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.models.workflows import AbstractGroupApprovalTask


class ColleagueApprovalTask(AbstractGroupApprovalTask):
    """A step of a workflow that nobody takes for work of their own, whatever groups they are in.

    Work is of who handed it in, and a page that was never published also of who began it. Superusers may.
    """

    class Meta:
        verbose_name = _("approval by a colleague")
        verbose_name_plural = _("approvals by a colleague")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        state = obj.current_workflow_state
        handed_in = state is not None and state.requested_by_id == user.pk
        began = getattr(obj, "owner_id", None) == user.pk and not getattr(obj, "first_published_at", None)
        if (handed_in or began) and not user.is_superuser:
            return []
        return super().get_actions(obj, user)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet:
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        if user.is_superuser:
            return states
        began = Page.objects.filter(owner=user, first_published_at=None).annotate(text_id=Cast("pk", CharField()))
        own = began.order_by().values("text_id")
        return states.exclude(workflow_state__requested_by=user).exclude(workflow_state__object_id__in=own)

    @classmethod
    def get_description(cls) -> Any:
        return _("Members of these groups can approve it, but not who wrote the page and handed it in")
