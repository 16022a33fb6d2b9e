"""Lines of the log, without what opens a subscriber's pages."""

from __future__ import annotations

import logging
import re

# A number and a signature, as newsletter.links writes them.
TOKEN = re.compile(r"(?<![\w-])[\w-]{22}\.[\w-]{43}(?![\w-])")


class LogLine(logging.Formatter):
    """A line in which the address of a page that refused something doesn't give that page away."""

    def format(self, record: logging.LogRecord) -> str:
        return TOKEN.sub("[token]", super().format(record))
