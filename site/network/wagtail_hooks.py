"""How editors find the network's people, organisations, venues and focus areas."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from . import doubles  # noqa: F401 (its hooks)
from .models import FocusArea, Organisation, Person, Venue


class FocusAreaViewSet(SnippetViewSet):
    model = FocusArea
    icon = "tag"
    list_display = ["name", "description", "order"]


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "home"
    list_display = ["name", "kind"]
    list_filter = ["kind"]
    search_fields = ["name"]


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "user"
    list_display = ["name", "may_be_shown"]
    list_filter = ["may_be_shown"]
    search_fields = ["name"]


class VenueViewSet(SnippetViewSet):
    model = Venue
    icon = "globe"
    list_display = ["name", "town"]
    list_filter = ["town"]
    search_fields = ["name"]


class NetworkViewSetGroup(SnippetViewSetGroup):
    items = (FocusAreaViewSet, OrganisationViewSet, PersonViewSet, VenueViewSet)
    menu_label = _("Network")
    menu_icon = "group"
    menu_order = 300


register_snippet(NetworkViewSetGroup)
