"""How a dispatch's messages go: over connections to a mail server, or in calls to a provider."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings

from ..models import Dispatch
from ..providers.calling import Caller
from ..providers.composing import ProviderComposer
from ..providers.lane import ProviderLane
from ..providers.merging import most_at_once
from ..transport import provider
from .composing import Composer, VariantComposer
from .lanes import Lanes
from .smtp import SmtpLine
from .smtp_lane import OpenLine, SmtpLane


@dataclass(frozen=True)
class Way:
    """What makes a dispatch's messages, and the connections that they go over."""

    composer: VariantComposer[Any, Any]
    lanes: Lanes[Any]
    connections: int


def way_of(dispatch: Dispatch, open_line: OpenLine | None = None) -> Way:
    """The way that EMAIL_URL says; by SMTP over the given connections if there are any."""
    connections = max(1, min(settings.SEND_CONCURRENCY, settings.SEND_WINDOW))
    name = "" if open_line else provider()
    if not name:
        letters = Composer(dispatch)
        smtp = partial(SmtpLane, open_line=open_line or SmtpLine)
        return Way(letters, Lanes(smtp, letters, connections), connections)
    messages = ProviderComposer(dispatch, name)
    calls = partial(ProviderLane, open_caller=partial(Caller, name), most=most_at_once(name))
    # A provider answers before it talks to anybody's domain, so no domain is slow.
    return Way(messages, Lanes(calls, messages, connections, slow_after=float("inf")), connections)
