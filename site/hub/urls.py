from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from network.views import theme
from pages.serving import serve as serve_page

from . import files, health, well_known
from .front_door import front_door
from .sitemap import sitemap
from .statement import accessibility_statement
from .watching.metrics import metrics

urlpatterns = [
    path("", front_door),
    path("healthz", health.process_lives),
    path("readyz", health.ready),
    path("metrics", metrics),
    re_path(r"^theme\.(?P<version>[0-9a-f]{12})\.css$", theme, name="theme"),
    path("sitemap.xml", sitemap),
    path("robots.txt", well_known.robots),
    path("favicon.ico", well_known.favicon),
    path(".well-known/security.txt", well_known.security),
    path(".well-known/change-password", well_known.change_password),
    path("anymail/", include("newsletter.providers.urls")),
    path("cms/second-factor/", include("hub.second_factor.urls")),
    path("cms/", include(wagtailadmin_urls)),
    re_path(r"^documents/(\d+)/(.*)$", files.document, name="wagtaildocs_serve"),
    path("documents/", include(wagtaildocs_urls)),
    re_path(r"^toegankelijkheid/?$", accessibility_statement, {"language": "nl"}),
    re_path(r"^accessibility/?$", accessibility_statement, {"language": "en"}),
    re_path(r"^media/images/(?P<path>.*)$", files.picture),
]

urlpatterns += i18n_patterns(
    path("", include("newsletter.urls")),
    path("", include("pages.urls")),
    path("", include("academy.urls")),
    path("", include("news.urls")),
    # Before the pages, or the form for a page's password would be looked for among them.
    *(pattern for pattern in wagtail_urls.urlpatterns if pattern.name != "wagtail_serve"),
    re_path(wagtail_urls.serve_pattern, serve_page, name="wagtail_serve"),
)
