from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("pages")

    def ready(self) -> None:
        from . import signals  # noqa: F401
        from .translations import guards

        guards.without_tree_synchronisation()
