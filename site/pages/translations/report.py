"""The report of which page is translated into which language, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

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

from network.models import FocusArea
from network.models.focus_areas import in_first_language

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
        may_change = self.request.user.has_perm("network.change_focusarea")
        areas = _focus_areas(self.shown_locales) if may_change else []
        return {
            **super().get_context_data(*args, **kwargs),
            "shown_locales": self.shown_locales,
            "focus_areas": areas,
        }

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


def _focus_areas(locales: list[Locale]) -> list[tuple[FocusArea, list[Cell]]]:
    """The focus areas, each with how its name stands in other languages; three queries at most."""
    versions: dict[tuple[UUID, int], FocusArea] = {
        (area.translation_key, area.locale_id): area for area in FocusArea.objects.all()
    }
    first = FocusArea.objects.filter(in_first_language())
    return [
        (area, [_cell_of_area(area, versions.get((area.translation_key, locale.pk)), locale) for locale in locales])
        for area in first
    ]


def _cell_of_area(area: FocusArea, translated: FocusArea | None, locale: Locale) -> Cell:
    if not translated:
        url = reverse("wagtail_localize:submit_snippet_translation", args=["network", "focusarea", area.pk])
        return Cell(Status.MISSING, f"{url}?select_locale={locale.language_code}", _("Translate"))
    url = reverse(FocusArea.snippet_viewset.get_url_name("edit"), args=[translated.pk])
    status = Status.MISSING if translated.name == area.name else Status.COMPLETE
    return Cell(status, url, _("Edit translation"))
