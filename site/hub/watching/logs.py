"""How the programs log: a line for people or JSON for other programs, each with the request that it belongs to."""

from __future__ import annotations

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from .scrubbing import scrubbed

request_id: ContextVar[str] = ContextVar("request_id", default="")
FIELDS = ("method", "route", "status", "milliseconds")
"""What a record may carry by `extra`, beside its message."""


def settings_for(kind: str, level: str) -> dict[str, Any]:
    """Django's LOGGING for a LOG_FORMAT: `line`, or `json`. Raises ValueError for another."""
    formatters = {"line": "hub.watching.logs.LineFormatter", "json": "hub.watching.logs.JsonFormatter"}
    if kind not in formatters:
        raise ValueError("LOG_FORMAT is line or json.")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"chosen": {"()": formatters[kind]}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "chosen"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Wagtail's bookkeeping after every save, and procrastinate's at every start, say nothing to anybody; what
            # axes says, hub.login_log says better.
            **{
                name: {"level": "WARNING"}
                for name in ("django_tasks", "procrastinate.blueprints", "procrastinate.periodic")
            },
            "axes": {"level": "ERROR"},
            # A line for each request is for programs that read them.
            "hub.requests": {"level": "INFO" if kind == "json" else "WARNING"},
        },
    }


class LineFormatter(logging.Formatter):
    """A line for people."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line, with the request's number behind it."""
        line = scrubbed(super().format(record))
        number = request_id.get()
        return f"{line} [{number}]" if number else line


class JsonFormatter(logging.Formatter):
    """An object on a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON."""
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": scrubbed(record.getMessage()),
        }
        if number := request_id.get():
            said["request_id"] = number
        said |= {name: value for name in FIELDS if (value := getattr(record, name, None)) is not None}
        if record.exc_info:
            said["exception"] = scrubbed(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False)
