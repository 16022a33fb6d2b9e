"""The Django database engine: PostgreSQL's own, on the embedded server, which the first connection starts."""

from functools import cache
from typing import Any

from django.db.backends.postgresql import base as postgresql

from .server import Server

server_in = cache(Server)


class DatabaseWrapper(postgresql.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        """Where to connect; the server runs once this has returned.

        Everyone who connects asks here first: Django itself, its connection pool, procrastinate's connector.
        """
        server = server_in(self.settings_dict["FOLDER"])
        return {**super().get_connection_params(), **server.ensure_running()}
