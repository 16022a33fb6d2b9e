from django.urls import path

from . import views

app_name = "second_factor"
urlpatterns = [
    path("", views.ask, name="ask"),
    path("set-up/", views.set_up, name="set_up"),
    path("change/", views.change, name="change"),
    path("leave/", views.leave, name="leave"),
    path("reset/<int:user_id>/", views.reset, name="reset"),
]
