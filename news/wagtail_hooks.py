"""What the news adds to the admin: the listing of its articles."""

import django_filters  # type: ignore[import-untyped]
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import DateRangePickerWidget

from pages.listings import ChoiceColumn, DayColumn, FocusAreaColumn, ListingFilterSet, ListingViewSet

from .models import ArticlePage


class ArticleFilterSet(ListingFilterSet):
    date = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)

    class Meta:
        model = ArticlePage
        fields = ["kind", "date"]


class ArticleListing(ListingViewSet):
    """Articles, the latest first."""

    model = ArticlePage
    name = "articles"
    icon = "doc-full"
    menu_order = 10
    ordering = "-date"
    filterset_class = ArticleFilterSet
    own_columns = (
        ChoiceColumn("kind", label=_("Kind"), sort_key="kind"),
        DayColumn("date", label=_("Date"), sort_key="date"),
        FocusAreaColumn(),
    )


@hooks.register("register_admin_viewset")
def article_listing() -> ArticleListing:
    return ArticleListing()
