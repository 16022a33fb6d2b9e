"""The report of which page is translated into which language, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import django_filters  # type: ignore[import-untyped]
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.views.reports import PageReportView
from wagtail.coreutils import get_content_type_label
from wagtail.models import Locale, Page

from .status import Status, other_locales, pages_to_translate, status_in


@dataclass(frozen=True)
class Cell:
    """A page in one language: how it stands, and where somebody can act on that."""

    status: Status
    url: str = ""
    action: str = ""


def _language_choices() -> list[tuple[str, str]]:
    return [(locale.language_code, locale.get_display_name()) for locale in other_locales()]


def _types_to_choose(request: Any) -> Any:
    return ContentType.objects.filter(pk__in=pages_to_translate().values("content_type")).order_by("model")


class TranslationReportFilterSet(WagtailFilterSet):
    """By language, status and type; a status alone means: in any language."""

    language = django_filters.ChoiceFilter(label=gettext_lazy("Language"), choices=_language_choices, method="any_page")
    status = django_filters.ChoiceFilter(label=gettext_lazy("Status"), choices=Status.choices, method="with_status")
    content_type = ContentTypeFilter(label=gettext_lazy("Type"), queryset=_types_to_choose)

    class Meta:
        model = Page
        fields = ["language", "status", "content_type"]

    def any_page(self, pages: Any, name: str, value: str) -> Any:
        """A language leaves out the columns of the others, and no page."""
        return pages

    def with_status(self, pages: Any, name: str, value: str) -> Any:
        wanted = Q(pk__in=[])
        for locale in _shown(self.form.cleaned_data.get("language")):
            wanted |= Q(**{_column(locale): value})
        return pages.filter(wanted)


class TranslationReportView(PageReportView):
    """A row for every page in the first language, with its status in each of the others."""

    results_template_name = "pages/admin/translation_report_results.html"
    page_title = gettext_lazy("Translations")
    header_icon = "wagtail-localize-language"
    filterset_class = TranslationReportFilterSet
    index_url_name = "translation_report"
    index_results_url_name = "translation_report_results"
    any_permission_required = ["add", "change", "publish"]

    def get_queryset(self) -> Any:
        allowed = self.permission_policy.instances_user_has_any_permission_for(
            self.request.user, self.any_permission_required
        )
        columns = {_column(locale): status_in(locale) for locale in other_locales()}
        pages = pages_to_translate().filter(pk__in=allowed.order_by().values("pk"))
        self.queryset = pages.annotate(**columns).select_related("content_type").order_by("path")
        return super().get_queryset()

    @property
    def shown_locales(self) -> list[Locale]:
        return _shown(self.request.GET.get("language"))

    def decorate_paginated_queryset(self, object_list: Iterable[Any]) -> list[Any]:
        pages = list(object_list)
        locales = self.shown_locales
        keys = [page.translation_key for page in pages]
        found = Page.objects.filter(translation_key__in=keys, locale__in=locales, alias_of=None)
        ids = {(key, locale): pk for pk, key, locale in found.values_list("pk", "translation_key", "locale_id")}
        may_translate = self.request.user.has_perm("wagtail_localize.submit_translation")
        for page in pages:
            page.cells = [
                _cell(page, locale, ids.get((page.translation_key, locale.pk)), may_translate) for locale in locales
            ]
        return pages

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(*args, **kwargs), "shown_locales": self.shown_locales}

    def setup(self, *args: Any, **kwargs: Any) -> None:
        super().setup(*args, **kwargs)
        columns = {_column(locale): locale.get_display_name() for locale in other_locales()}
        self.list_export = ["title", "content_type", *columns]
        self.export_headings = {"title": _("Title"), "content_type": _("Type"), **columns}
        label = {self.FORMAT_CSV: get_content_type_label, self.FORMAT_XLSX: get_content_type_label}
        self.custom_field_preprocess: dict[str, Any] = {**PageReportView.custom_field_preprocess, "content_type": label}


def _column(locale: Locale) -> str:
    return f"status_{locale.pk}"


def _shown(language: str | None) -> list[Locale]:
    locales = other_locales()
    return [locale for locale in locales if locale.language_code == language] or locales


def _cell(page: Any, locale: Locale, translated: int | None, may_translate: bool) -> Cell:
    status = Status(getattr(page, _column(locale)))
    if translated:
        return Cell(status, reverse("wagtailadmin_pages:edit", args=[translated]), _("Edit translation"))
    if not may_translate:
        return Cell(status)
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return Cell(status, f"{url}?select_locale={locale.language_code}", _("Translate"))
