"""Where this machine keeps its Chromium, for the tests that use a real browser."""

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL = "Chromium is missing: apt-get install chromium (or name one: CHROMIUM=/path/to/it)"


def find_chromium() -> str | None:
    """The path of a Chromium, or None; CHROMIUM in the environment goes first."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


if __name__ == "__main__":
    if not find_chromium():
        sys.exit(INSTALL)
