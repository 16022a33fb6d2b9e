from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HubConfig(AppConfig):
    name = "hub"

    def ready(self) -> None:
        from . import login_log, sessions
        from .caching import purging
        from .roles import prepare_fresh_installation

        post_migrate.connect(prepare_fresh_installation)
        purging.connect()
        sessions.watch()
        login_log.write_down()
