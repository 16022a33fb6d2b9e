"""Makes an installation ready to serve the demo, doing only what has not been done before."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, NotSupportedError, OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page, Site

from hub.embedded_postgres.errors import EmbeddedPostgresError

from .launcher import DemoError

FULL_DISK = "There is no space left on the disk: make some, and start again."


@contextmanager
def told_in_a_sentence() -> Iterator[None]:
    """Turns what may be wrong with a machine into a DemoError: no database, no space, no permission."""
    try:
        yield
    except (OperationalError, NotSupportedError) as error:
        raise DemoError(_about_database(error)) from error
    except EmbeddedPostgresError as error:
        raise DemoError(str(error)) from error
    except ImproperlyConfigured as error:
        raise DemoError(f"The settings are wrong: {_first_line(error)}") from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DemoError(FULL_DISK) from error
        if isinstance(error, PermissionError):
            raise DemoError(f"{error.filename} belongs to another user: run this as that user.") from error
        raise


def _about_database(error: DatabaseError) -> str:
    if isinstance(error.__cause__, EmbeddedPostgresError):
        return str(error)
    if isinstance(error.__cause__, psycopg.errors.DiskFull):
        return FULL_DISK
    which = "that DATABASE_URL names " if os.environ.get("DATABASE_URL") else ""
    return f"The database {which}can't be used: {_first_line(error)}"


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]


def prepare(say: Callable[[str], None]) -> None:
    """Does all of it, on a database that can be reached, and says what takes a while."""
    if tables_are_missing():
        say("Making the tables …")
        make_tables()
    static_files = StaticFiles()
    if not static_files.are_collected():
        say("Collecting the static files …")
        static_files.collect()
    if not has_pages():
        say("Loading the demo network …")
        load_content()
    point_site_at(settings.PUBLIC_URL)


def connect() -> None:
    """Makes sure that there is a database, which starts the embedded one."""
    connection.ensure_connection()


def stop_embedded_database() -> None:
    """Stops the server that belongs to this folder; one that DATABASE_URL names is not ours to stop."""
    connections.close_all()
    if connection.settings_dict["ENGINE"] == "hub.embedded_postgres":
        from hub.embedded_postgres.server import Server

        Server(connection.settings_dict["FOLDER"]).stop()


def tables_are_missing() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def make_tables() -> None:
    call_command("migrate", verbosity=0, interactive=False)


class StaticFiles:
    """The static files as the site serves them, compressed and with a hash in their names."""

    def __init__(self) -> None:
        # In the folder that collecting clears first: it tells of a collection that is whole and still there.
        self._remembered = Path(settings.STATIC_ROOT) / "fingerprint.txt"
        self._fingerprint = _fingerprint_of_static_files()

    def are_collected(self) -> bool:
        return self._remembered.exists() and self._remembered.read_text() == self._fingerprint

    def collect(self) -> None:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        self._remembered.write_text(self._fingerprint)


def _fingerprint_of_static_files() -> str:
    """Differs as soon as a static file of the project or of an installed package does."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            seen.update(f"{path} {found.st_mtime_ns} {found.st_size}\n".encode())
    return seen.hexdigest()


def has_pages() -> bool:
    """Whether there is more than what Wagtail itself makes: the root and a page that welcomes."""
    return Page.objects.filter(depth__gte=2).exclude(content_type__app_label="wagtailcore").exists()


def load_content() -> None:
    call_command("load_demo")


def point_site_at(public_url: str) -> None:
    """Has the pages' own links carry the port that this run serves on."""
    address = urlsplit(public_url)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first()
    if site and address.hostname and (site.hostname, site.port) != (address.hostname, port):
        site.hostname, site.port = address.hostname, port
        site.save()
