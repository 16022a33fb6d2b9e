"""Which PostgreSQL an installation uses."""

from pathlib import Path
from typing import Any

import environ

from hub import embedded_postgres


def from_environment(env: environ.Env, var: Path) -> dict[str, Any]:
    """The server that DATABASE_URL names; without one, the embedded server with its data in `var`."""
    if not env("DATABASE_URL", default=""):
        return embedded_postgres.database_settings(var)
    return {**env.db_url("DATABASE_URL"), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
