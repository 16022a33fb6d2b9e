"""The manual's place in the admin's menu."""

from __future__ import annotations

from wagtail import hooks

from .views import ManualViewSet


@hooks.register("register_admin_viewset")
def manual() -> ManualViewSet:
    return ManualViewSet()
