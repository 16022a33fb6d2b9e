"""Which PostgreSQL an installation uses."""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

SCHEMES = ("postgres://", "postgresql://")
# A list of pages of many types joins a table per type. To plan it, PostgreSQL would try the joins in every order (190
# ms instead of 15, measured on the home page) and compile the query for once (seconds), where it takes 2 ms to run.
PLANNING = "-c join_collapse_limit=4 -c jit=off"


def from_environment(env: environ.Env, var: Path) -> dict[str, Any]:
    """The server that DATABASE_URL names; without one, the embedded server with its data in `var`.

    Raises ImproperlyConfigured for a URL that isn't a PostgreSQL server's.
    """
    if not env("DATABASE_URL", default=""):
        from hub import embedded_postgres  # production has no use for it

        return {**embedded_postgres.database_settings(var), "OPTIONS": {"options": PLANNING}}
    return named_server(env)


def named_server(env: environ.Env) -> dict[str, Any]:
    """The server that DATABASE_URL names. Raises ImproperlyConfigured for a URL that isn't a PostgreSQL server's."""
    if not env("DATABASE_URL").startswith(SCHEMES):
        raise ImproperlyConfigured("DATABASE_URL should look like postgres://user:password@host:5432/name.")
    try:
        server: dict[str, Any] = env.db_url("DATABASE_URL")
    except ValueError:
        # What went wrong may quote the password.
        raise ImproperlyConfigured(
            "DATABASE_URL can't be read: its port is a number, and signs such as # and / are written as %23 and %2F."
        ) from None
    if not server.get("NAME"):
        raise ImproperlyConfigured("DATABASE_URL names no database: postgres://user:password@host:5432/name.")
    options = server.get("OPTIONS", {})
    options = {**options, "options": f"{PLANNING} {options.get('options', '')}".strip()}
    return {**server, "OPTIONS": options, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
