from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsletterConfig(AppConfig):
    name = "newsletter"
    verbose_name = _("newsletter")

    def ready(self) -> None:
        from . import signals  # noqa: F401 - importing it connects the receivers
