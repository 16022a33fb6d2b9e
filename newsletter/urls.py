from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views

app_name = "newsletter"
urlpatterns = [
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
        views.preferences_page,
        name="preferences",
    ),
    path(
        # Translators: the address of the page where a subscriber leaves; keep <str:token>.
        _("newsletter/unsubscribe/<str:token>/"),
        views.unsubscribe_page,
        name="unsubscribe",
    ),
]
