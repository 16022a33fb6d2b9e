"""Every request has a number, by which what was logged of it is found; and it is counted."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.core.signals import request_finished
from django.http import HttpRequest, HttpResponse

from . import metrics
from .access import is_from_this_machine
from .logs import request_id

logger = logging.getLogger("hub.requests")
HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")


class NumberedRequests:
    """Gives each request a number, or takes that of the proxy on this machine, and sends it back.

    The log has a request's route and never its path, in which a link to somebody's own page would stand.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id.set(number_of(request))
        begun = time.perf_counter()
        response = self.get_response(request)
        response[HEADER] = request_id.get()
        _write_down(request, response, time.perf_counter() - begun)
        return response


def forget(**kwargs: Any) -> None:
    """The request is over, and with it what Django logs of its answer, which it does behind all middleware."""
    request_id.set("")


request_finished.connect(forget, dispatch_uid="hub.requests")


def number_of(request: HttpRequest) -> str:
    """The number that a proxy on this machine gave a request; else a new one."""
    given = request.headers.get(HEADER, "")
    return given if is_from_this_machine(request) and WELL_FORMED.fullmatch(given) else uuid4().hex


def _write_down(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    metrics.count(request.path, response.status_code, seconds)
    match = request.resolver_match
    fields = {
        "method": request.method,
        "route": str(match.route) if match else "",
        "status": response.status_code,
        "milliseconds": round(seconds * 1000),
    }
    logger.info("%s %s", request.method, response.status_code, extra=fields)
