"""`health-hub`, the command of an installed site; manage.py is the same in the repository."""

import os
import sys

from hub.settings.places import SETTINGS


def main() -> None:
    """Runs the command that the arguments name; what is wrong with the settings or the database is said in a line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"The settings are wrong: {error}")
    except OperationalError as error:
        sys.exit(f"The database can't be used: {str(error).strip().splitlines()[0]}")
