from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views

app_name = "newsletter"
urlpatterns = [
    path(
        # Translators: the address of the page where a subscriber leaves; keep <str:token>.
        _("newsletter/unsubscribe/<str:token>/"),
        views.unsubscribe_page,
        name="unsubscribe",
    ),
]
