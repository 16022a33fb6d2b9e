"""The words of wagtail-localize's translation editor."""

from __future__ import annotations

from django.conf import settings
from django.views.i18n import JavaScriptCatalog


class EditorWordsView(JavaScriptCatalog):
    """wagtail-localize's own, and over them those of ours, for what its Dutch has wrong."""

    def get_paths(self, packages: list[str]) -> list[str]:
        return [*super().get_paths(packages), *map(str, settings.LOCALE_PATHS)]
