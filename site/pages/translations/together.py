"""“Publish in all languages” in the page editor: an action beside “publish”.

The form is checked and saved by Wagtail, as for every “publish”; what goes live then goes live in one transaction.
"""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import Page

from network.models import User

from .publishing import obstacles_to_publishing, publish_in_all_languages
from .status import translations_from

IN_ALL_LANGUAGES = "in-all-languages"


class PublishInAllLanguagesItem(ActionMenuItem):
    """Shown on a page that has translations, to those who may publish it."""

    label = gettext_lazy("Publish in all languages")
    name = "action-publish"
    icon_name = "upload"
    template_name = "pages/admin/publish_in_all_languages.html"

    def is_shown(self, context: dict[str, Any]) -> bool:
        if context["view"] != "edit" or context["locked_for_user"]:
            return False
        may_publish = self.get_user_page_permissions_tester(context).can_publish()
        return may_publish and translations_from(context["page"]).exists()

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "value": IN_ALL_LANGUAGES}


def publish_together_if_asked(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before publishing: publishes the page with its translations instead, or says why that can't be.

    By now the form is sound, and the editor's changes are kept as a draft, which they stay where anything fails.
    """
    if request.method != "POST" or request.POST.get("action-publish") != IN_ALL_LANGUAGES:
        return None
    user = cast("User", request.user)
    if obstacles := obstacles_to_publishing(page, user):
        return _refuse(request, page, obstacles)
    try:
        published = publish_in_all_languages(page, user)
    except ValidationError as error:
        return _refuse(request, page, error.messages)
    languages = ", ".join(str(version.locale.get_display_name()) for version in published)
    messages.success(
        request,
        _("“%(page)s” is published in all its languages: %(languages)s.")
        % {"page": published[0].get_admin_display_title(), "languages": languages},
    )
    for after in hooks.get_hooks("after_publish_page"):
        if isinstance(response := after(request, published[0]), HttpResponse):
            return response
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def _refuse(request: HttpRequest, page: Page, reasons: list[str]) -> HttpResponse:
    edits = [
        messages.button(
            reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk]),
            str(translation.target_locale.get_display_name()),
        )
        for translation in translations_from(page)
    ]
    why = " ".join(reasons)
    messages.error(request, _("Nothing is published; your changes are kept as a draft. %s") % why, buttons=edits)
    return redirect("wagtailadmin_pages:edit", page.pk)
