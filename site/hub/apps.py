from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HubConfig(AppConfig):
    name = "hub"

    def ready(self) -> None:
        from django.conf import settings

        from . import deployment_checks, login_log, sessions, untranslated  # noqa: F401 - the checks are registered
        from .audit import spreadsheets
        from .caching import purging
        from .roles import prepare_fresh_installation
        from .watching import sentry

        untranslated.show_in_english()
        post_migrate.connect(prepare_fresh_installation)
        purging.connect()
        sessions.watch()
        login_log.write_down()
        spreadsheets.guard()
        if settings.SENTRY_DSN:
            sentry.begin(settings.SENTRY_DSN)
