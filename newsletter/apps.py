from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsletterConfig(AppConfig):
    name = "newsletter"
    verbose_name = _("newsletter")

    def ready(self) -> None:
        # Importing them connects receivers and registers checks.
        from . import signals  # noqa: F401
        from .providers import checks, webhooks  # noqa: F401
