from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import feeds
from .models import ArticlePage

app_name = "news"
urlpatterns = [
    # Translators: the address of the feed with all news.
    path(_("feeds/news/"), feeds.articles, name="feed"),
    path(
        # Translators: the address of the feed with only articles of the kind "news".
        _("feeds/news/without-retrospectives/"),
        feeds.articles,
        {"kind": ArticlePage.Kind.NEWS},
        name="feed-news",
    ),
    path(
        # Translators: the address of the feed with only retrospectives.
        _("feeds/news/retrospectives/"),
        feeds.articles,
        {"kind": ArticlePage.Kind.RETROSPECTIVE},
        name="feed-retrospective",
    ),
    path(
        # Translators: the address of the feed with news about one focus area; keep <int:area_id>.
        _("feeds/news/focus-area/<int:area_id>/"),
        feeds.articles,
        name="feed-focus-area",
    ),
]
