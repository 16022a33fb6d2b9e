from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import feeds, preferences_views, views

app_name = "newsletter"
urlpatterns = [
    # Translators: the address of the feed with the issues of the newsletter.
    path(_("feeds/newsletter/"), feeds.issues, name="feed"),
    # Translators: the address of the page where somebody signs up.
    path(_("newsletter/subscribe/"), views.subscribe_page, name="subscribe"),
    path(
        # Translators: the address of the page where somebody confirms their subscription; keep <str:token>.
        _("newsletter/subscribe/confirm/<str:token>/"),
        views.confirm_page,
        name="confirm",
    ),
    path(
        # Translators: the address of the page where a subscriber chooses what they get; keep <str:token>.
        _("newsletter/preferences/<str:token>/"),
        preferences_views.preferences_page,
        name="preferences",
    ),
    path(
        # Translators: the address of the page where a subscriber sees their own data; keep <str:token>.
        _("newsletter/preferences/<str:token>/data/"),
        preferences_views.own_data_page,
        name="own_data",
    ),
    path(
        # Translators: the address of the page where somebody confirms a new address; keep <str:token>.
        _("newsletter/address/<str:token>/"),
        preferences_views.move_page,
        name="move",
    ),
    # Translators: the address of the page where a subscriber asks for the link that they lost.
    path(_("newsletter/lost-link/"), views.lost_link_page, name="lost_link"),
    path(
        # Translators: the address of the page where a subscriber leaves; keep <str:token>.
        _("newsletter/unsubscribe/<str:token>/"),
        views.unsubscribe_page,
        name="unsubscribe",
    ),
    path(
        # Translators: the address of the page where somebody who left says why; keep <str:token>.
        _("newsletter/unsubscribed/<str:token>/"),
        views.after_leaving_page,
        name="after_leaving",
    ),
]
