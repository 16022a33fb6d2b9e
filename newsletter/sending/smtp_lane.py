"""One SMTP connection's work: letter after letter, the next one's envelope right behind the last one's bytes."""

from __future__ import annotations

from collections.abc import Callable

from ..transport import Answer, Outcome, TransportError
from .lanes import NOT_TRIED, Begun, Lanes
from .smtp import Letter, Line, LineBrokenError

TRIES = 2
OpenLine = Callable[[], Line]


class SmtpLane:
    """Sends over one connection, opened when it is needed and again when it broke."""

    def __init__(self, lanes: Lanes[Letter], open_line: OpenLine) -> None:
        self._lanes, self._open_line = lanes, open_line
        self._line: Line | None = None
        self._following: Begun[Letter] | None = None

    def run(self) -> None:
        following: Begun[Letter] | None = None
        is_asked = False
        while begun := following or self._lanes.next(wait=True):
            following, was_asked, is_asked = None, is_asked, False
            try:
                if was_asked or self._ask(begun):
                    following, is_asked = self._send(begun)
            except Exception as error:  # whatever it is, nobody may be sent a second copy because of it
                self._drop()
                self._lanes.report(begun, Answer(Outcome.IN_DOUBT, f"{type(error).__name__}: {error}"))
                if self._following:
                    self._lanes.report(self._following, NOT_TRIED)
        self._drop()

    def _ask(self, begun: Begun[Letter]) -> bool:
        """Whether the server waits for the message; if not, what became of it is reported."""
        answer = NOT_TRIED
        for _ in range(TRIES):
            try:
                refusal = self._open().refuses(begun.letter) or self._open().ask(begun.letter)
            except LineBrokenError as error:
                # It may have been closed while it was idle, or have carried as many as the server wants.
                self._drop()
                answer = Answer(Outcome.TEMPORARY, str(error))
            except TransportError as error:
                self._drop()
                self._lanes.report(begun, NOT_TRIED)
                # With other connections at work, there were too many; this one is done.
                if self._lanes.opened(0) == 0:
                    self._lanes.fail(error)
                return False
            else:
                if refusal:
                    self._lanes.report(begun, refusal)
                return refusal is None
        self._lanes.report(begun, answer)
        return False

    def _send(self, begun: Begun[Letter]) -> tuple[Begun[Letter] | None, bool]:
        """Sends the message that the server waits for; what comes next, and whether the server waits for that."""
        line = self._open()
        if not self._lanes.holds_lease():
            self._drop()
            self._lanes.report(begun, NOT_TRIED)
            return None, False
        self._following = following = self._lanes.next(wait=False) if line.pipelines else None
        if following and line.refuses(following.letter):
            answer = line.send(begun.letter)
        else:
            answer = line.send(begun.letter, following.letter if following else None)
        self._lanes.report(begun, answer)
        if following is None:
            if not line.is_open:
                self._drop()
            return None, False
        self._following = following = self._lanes.restart(following)
        if not line.is_open:
            self._drop()
            return following, False
        return self._followed(line, following)

    def _followed(self, line: Line, following: Begun[Letter]) -> tuple[Begun[Letter] | None, bool]:
        refusal = line.refuses(following.letter)
        try:
            refusal = refusal or line.follow()
        except LineBrokenError:
            self._drop()
            return following, False
        except TransportError as error:
            self._drop()
            self._lanes.report(following, NOT_TRIED)
            self._lanes.fail(error)
            return None, False
        if refusal:
            self._lanes.report(following, refusal)
            return None, False
        return following, True

    def _open(self) -> Line:
        if self._line is None:
            self._line = self._open_line()
            self._lanes.opened(1)
        return self._line

    def _drop(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None
            self._lanes.opened(-1)
