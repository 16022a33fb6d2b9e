from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views

app_name = "academy"
urlpatterns = [
    # Translators: the address of a calendar with gatherings; keep <int:page_id>.ics.
    path(_("calendars/<int:page_id>.ics"), views.calendar, name="calendar"),
]
