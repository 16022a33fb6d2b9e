"""How long somebody stays logged in: a while without doing anything, and no longer than a working day."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

STARTED, SEEN = "session.started", "session.seen"
# Writing down each request would cost more than a minute is worth.
NOTED_EVERY = 60
# An open editor says every few seconds that it is there, also when its owner isn't.
HEARTBEAT = "/cms/editing-sessions/"


def is_over(request: HttpRequest) -> bool:
    """Whether the session of somebody who is logged in has come to its end. If not, they have been seen now."""
    now = time.time()
    started = request.session.setdefault(STARTED, now)
    seen = request.session.get(SEEN, started)
    if now - started >= settings.SESSION_COOKIE_AGE or now - seen >= settings.SESSION_IDLE_AGE:
        return True
    if now - seen >= NOTED_EVERY and not request.path.startswith(HEARTBEAT):
        request.session[SEEN] = now
    return False


def begin(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    """Somebody logs in, perhaps not for the first time: the session gets a new name, and the clock starts anew."""
    request.session.cycle_key()
    request.session[STARTED] = request.session[SEEN] = time.time()


def watch() -> None:
    """Starts the clock whenever somebody logs in."""
    user_logged_in.connect(begin, dispatch_uid="hub.sessions")
