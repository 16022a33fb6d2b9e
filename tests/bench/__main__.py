"""`python -m tests.bench`: how fast the demo's pages are served, as ratios to a bare Django view in the same run.

docs/performance.md says how and what came out.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from demo import launcher
from demo.launcher import Addresses, Program, Running

from .load import Door, Load, measure, median

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["/nl/", "/nl/nieuws/", "/en/"]


def main() -> None:
    options = parsed()
    launcher.heed_endings()
    addresses = Addresses(options.port)
    os.environ.update(launcher.environment_of(os.environ, addresses))
    launcher.require_free_ports(addresses, with_mailbox=False)
    django.setup()
    from django.conf import settings

    from demo import preparation

    with preparation.told_in_a_sentence():
        preparation.connect()
        try:
            preparation.prepare(say)
            run(options, settings.VAR)
        finally:
            preparation.stop_embedded_database()


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--seconds", type=float, default=4, help="of a run")
    parser.add_argument("--most", type=int, default=20_000, help="pages in a run")
    parser.add_argument("--runs", type=int, default=3, help="the one in the middle is shown")
    parser.add_argument("--visitors", type=int, default=8, help="at a time")
    parser.add_argument("pages", nargs="*", default=PAGES)
    return parser.parse_args()


def run(options: argparse.Namespace, var: Path) -> None:
    """Prints a table of what each page's runs measured."""
    rows: list[tuple[str, str, Load]] = []
    servers = [
        ("bare view", "tests.bench.bare:application", "", ["/"]),
        ("kept", "hub.wsgi:application", "hub.settings.development", options.pages),
        ("made anew", "hub.wsgi:application", "tests.bench.uncached", options.pages),
    ]
    for name, application, settings, pages in servers:
        with serving(application, settings, options.port, var):
            for page in pages:
                rows.append((name, page, loaded(options, page)))
                say(f"… {name} {page}")
    floor = rows[0][2].rate
    say(
        f"\n{options.visitors} visitors at a time, {options.runs} runs of {options.seconds:g} s each, "
        f"the machine's load at the end {os.getloadavg()[0]:.1f}\n"
    )
    say("| | page | pages/s | of the bare view | p50 ms | p99 ms | pages | failed |\n|---|---|--:|--:|--:|--:|--:|--:|")
    for name, page, load in rows:
        say(
            f"| {name} | {page} | {load.rate:.0f} | {load.rate / floor:.3f} | {load.wait(0.5) * 1000:.1f} "
            f"| {load.wait(0.99) * 1000:.1f} | {len(load.waits)} | {load.failed} |"
        )
    say(mail_line())
    if any(load.failed for _name, _page, load in rows):
        sys.exit("Some pages failed: these figures say nothing.")


def mail_line() -> str:
    """What the newest issue's Dutch mail takes when it is made 40 items long."""
    from newsletter.as_reader import contents_of
    from newsletter.models import Issue

    from . import variants

    issue = Issue.objects.order_by("-moment").first()
    if issue is None:
        return "\nThere is no issue to render."
    took = variants.rendering(contents_of(issue)["nl"])
    mail = f"a mail of {variants.ITEMS} items, {took.size // 1000} kB"
    head = f"| {mail} | first of a process ms | first of an issue ms | p50 ms | p99 ms |"
    times = (f"{seconds * 1000:.2f}" for seconds in (took.cold, took.first, took.typical, took.slow))
    return f"\n{head}\n|---|--:|--:|--:|--:|\n| {variants.VARIANTS} variants | {' | '.join(times)} |"


def loaded(options: argparse.Namespace, page: str) -> Load:
    door = Door(options.port)
    measure(door, page, visitors=1, seconds=5, most=10)
    runs = [
        measure(door, page, visitors=options.visitors, seconds=options.seconds, most=options.most)
        for _ in range(options.runs)
    ]
    return median(runs)


@contextmanager
def serving(application: str, settings: str, port: int, var: Path) -> Iterator[None]:
    """One synchronous worker on a core of its own, where there are two; the load has the others."""
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", "1", "--worker-class", "sync", "--no-control-socket", "--backlog", "64"]
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")])}
    if settings:
        environment["DJANGO_SETTINGS_MODULE"] = settings
    with Running(var / "log", environment, ROOT) as running:
        if len(cores) > 1:
            os.sched_setaffinity(0, {min(cores)})
        running.start(
            Program(
                "bench", command, f"http://127.0.0.1:{port}/" if not settings else f"http://127.0.0.1:{port}/healthz"
            )
        )
        if len(cores) > 1:
            os.sched_setaffinity(0, cores - {min(cores)})
        try:
            running.wait_until_ready()
            yield
        finally:
            if cores:
                os.sched_setaffinity(0, cores)


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
