"""What of this package stands in the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import guards, together
from .editor_words import EditorWordsView
from .report import TranslationReportView
from .submitting import SubmitPageTranslationView

# wagtail-localize answers the same hooks; what is registered with a lower order comes first.
BEFORE = -10
AFTER = 10


@hooks.register("register_admin_urls", order=BEFORE)
def translation_urls() -> list[URLPattern]:
    """Our report, and what stands at addresses of wagtail-localize in place of its own views."""
    return [
        path("reports/translations/", TranslationReportView.as_view(), name="translation_report"),
        path(
            "reports/translations/results/",
            TranslationReportView.as_view(results_only=True),
            name="translation_report_results",
        ),
        path("localize/jsi18n/", EditorWordsView.as_view(packages=["wagtail_localize"])),
        path("localize/submit/page/<int:page_id>/", SubmitPageTranslationView.as_view()),
        path("localize/update/<int:translation_source_id>/", guards.say_that_translations_follow),
        path("localize/page/<int:page_id>/convert_to_alias/", guards.say_that_there_are_no_copies),
    ]


class TranslationReportItem(MenuItem):
    """In the menu for those who work on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        policy = TranslationReportView().permission_policy
        return policy.user_has_any_permission(request.user, TranslationReportView.any_permission_required)


@hooks.register("register_reports_menu_item")
def report_item() -> MenuItem:
    return TranslationReportItem(
        _("Translations"), reverse("translation_report"), icon_name="wagtail-localize-language", order=100
    )


@hooks.register("construct_reports_menu")
def one_report_of_translations(request: HttpRequest, items: list[MenuItem]) -> None:
    """wagtail-localize's report knows no page that isn't translated yet."""
    theirs = reverse("wagtail_localize:translations_report")
    items[:] = [item for item in items if item.url != theirs]


hooks.register("before_edit_page", guards.refuse_to_publish_untranslated, order=BEFORE)
hooks.register("before_edit_snippet", guards.refuse_to_publish_untranslated, order=BEFORE)
hooks.register("before_bulk_action", guards.refuse_to_publish_untranslated_in_bulk)
# After whatever else has a say in publishing.
hooks.register("before_publish_page", together.publish_together_if_asked, order=AFTER)


@hooks.register("register_page_action_menu_item")
def publish_in_all_languages() -> together.PublishInAllLanguagesItem:
    return together.PublishInAllLanguagesItem(order=35)


@hooks.register("construct_page_action_menu", order=AFTER)
def without_copies_between_languages(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    items[:] = [item for item in items if item.name != "localize-convert-to-alias"]
