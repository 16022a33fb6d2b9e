"""`python -m tests.newsletter.crash_workers`: forks real workers that die at a chosen step of the protocol.

One process loads Django; each worker is a fork of it, so hundreds cost seconds. Orders come as JSON lines on standard
input, {"die": "ledger.claim:after:3", "settings": {"EMAIL_PORT": 25}} to start one, {"wait": pid} for its end; each is
answered by a line.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection

# Where a worker can die: before or after the nth call of any of these.
STEPS = [
    "newsletter.tasks.publish_web_pages",
    "newsletter.freezing._variants",
    "newsletter.freezing.freeze",
    "newsletter.sending.limits.allowance",
    "newsletter.sending.ledger._hand_over",
    "newsletter.sending.ledger.claim",
    "newsletter.sending.running.Run._transact",
    "newsletter.sending.lanes.Lanes.put",
    "newsletter.sending.smtp.SmtpLine.ask",
    "newsletter.sending.smtp.SmtpLine._sent",
    "newsletter.sending.smtp.SmtpLine.send",
    "newsletter.sending.lanes.Lanes.report",
    "newsletter.sending.ledger.settle",
    "newsletter.sending.running.finish_if_done",
]


def holder_of(name: str) -> tuple[Any, str]:
    """The module or class that holds a function, and the function's name there."""
    path, function = name.rsplit(".", 1)
    try:
        return import_module(path), function
    except ModuleNotFoundError:
        module, holder = path.rsplit(".", 1)
        return getattr(import_module(module), holder), function


def dying(function: Callable[..., Any], when: str, turn: int) -> Callable[..., Any]:
    """The function, which is the end of this process the nth time."""
    turns = 0

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        nonlocal turns
        turns += 1
        if turns == turn and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = function(*args, **kwargs)
        if turns == turn and when == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return wrapped


def losing_commits(turn: int) -> None:
    """Commits the nth time, and loses the answer with the connection."""
    commit, turns = connection._commit, 0

    def wrapped() -> None:
        nonlocal turns
        turns += 1
        commit()
        if turns == turn:
            connection.connection.close()
            raise OperationalError("the connection was lost")

    connection._commit = wrapped


def work(die: str) -> None:
    """What a fork does: the work of `manage.py procrastinate worker`, until none is left or it dies."""
    name, _, when = die.partition(":")
    when, _, turn = when.partition(":")
    if name == "lost commit":
        losing = import_module("newsletter.sending.running")
        original = losing.Run.go

        def go(run: Any, way: Any) -> None:
            losing_commits(int(turn))
            original(run, way)

        losing.Run.go = go
    elif name:
        holder, function = holder_of(name)
        wrapped = dying(getattr(holder, function), when, int(turn))
        setattr(holder, function, wrapped)
        tasks = import_module("newsletter.tasks")
        if name.endswith(".freeze"):
            tasks.freeze = wrapped
    call_command("procrastinate", "worker", "--one-shot", "--no-listen-notify")


def main() -> None:
    django.setup()
    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            _, status = os.waitpid(order["wait"], 0)
            answer = os.waitstatus_to_exitcode(status)
        else:
            answer = os.fork()
            if answer == 0:
                code = 1
                try:
                    os.dup2(2, 1)
                    for name, value in order["settings"].items():
                        setattr(settings, name, value)
                    work(order["die"])
                    code = 0
                finally:
                    os._exit(code)
        print(json.dumps(answer), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
