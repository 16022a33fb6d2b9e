from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views

app_name = "pages"
urlpatterns = [
    # Translators: the address of the page where somebody searches the site.
    path(_("search/"), views.search_page, name="search"),
]
