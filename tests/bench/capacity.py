"""`python -m tests.bench.capacity`: what one machine carries that is set up as docs/deploy.md says.

Needs what `make rehearse` needs, and takes the page's steps as that does, with the demo's pages: gunicorn as in
production, nginx as it is shipped, two workers, PostgreSQL. docs/capacity.md says what is measured and what came out.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.dns_server import dns_server
from tests.rehearsal.__main__ import take
from tests.rehearsal.debian import Debian
from tests.rehearsal.dispatch import MailServer
from tests.rehearsal.document import DOCUMENT, Step, steps_of
from tests.rehearsal.server import NAME, REPOSITORY, RehearsalError, Server
from tests.rehearsal.units import Units

from .load import Door, Load, joined, measure, measure_at, median

LAST = "A certificate, and nginx"
STARTING = re.compile(r"^health-hub start_network .*$", re.MULTILINE)
DEMO = (
    'health-hub shell --no-imports -c "from django.utils import timezone; from demo.loading import load; '
    'load(timezone.now())"'
)
KEPT, NOT_KEPT = ["/nl/", "/nl/nieuws/", "/en/"], "/nl/zoeken/?q=zorg"
SENT = "SELECT count(*) FROM newsletter_dispatch WHERE finished_at IS NOT NULL"
LONGEST = 300


def main() -> None:
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)
    parser = argparse.ArgumentParser(prog="tests.bench.capacity", description=__doc__)
    parser.add_argument("--seconds", type=float, default=4, help="of a run")
    parser.add_argument(
        "--runs", type=int, default=3, help="the one in the middle is shown; of dispatches, all together"
    )
    parser.add_argument("--visitors", type=int, default=8, help="at a time, where they ask as fast as they can")
    parser.add_argument("--rate", type=float, default=20, help="visitors a second, beside a dispatch")
    parser.add_argument("--readers", type=int, default=10_000)
    options = parser.parse_args()
    try:
        with machine() as running:
            say(f"{os.cpu_count()} cores, which visitors, site and mail server share; load {os.getloadavg()[0]:.1f}.")
            Capacity(running, options).pages()
            Capacity(running, options).beside_a_dispatch()
            used = ", ".join(f"{name} {running.units.memory(name)} MB" for name in running.units.running)
            say(f"\nIn memory: {used}. The machine's load at the end: {os.getloadavg()[0]:.1f}.")
    except RehearsalError as error:
        sys.exit(f"It couldn't be measured. {error}")


@dataclass(frozen=True)
class Machine:
    """The parts of an installation that runs."""

    server: Server
    units: Units
    debian: Debian
    mail: MailServer


@contextmanager
def machine() -> Iterator[Machine]:
    """Takes the page's steps up to nginx, with the demo's pages in the place of those that a network begins with."""
    with Server() as server, dns_server() as dns:
        server.dns = dns.address
        mail, units = MailServer(server.root, latency=0), Units(server)
        debian = Debian(server, units, mail.port)
        try:
            say("Installing, as docs/deploy.md says …")
            take(server, list(_steps()))
            yield Machine(server, units, debian, mail)
        finally:
            units.stop_all()
            debian.stop()
            mail.stop()


def _steps() -> Iterator[Step]:
    steps = steps_of(REPOSITORY / DOCUMENT)
    last = max(number for number, step in enumerate(steps) if step.heading == LAST)
    for step in steps[: last + 1]:
        yield Step(step.heading, STARTING.sub(lambda _: DEMO, step.commands))


class Capacity:
    """Measures, and prints a table of each."""

    def __init__(self, running: Machine, options: argparse.Namespace) -> None:
        self.machine, self.options = running, options
        certificate = running.server.path(f"/etc/letsencrypt/live/{NAME}/fullchain.pem")
        self.programs = running.server.root / "programs"
        self.trusted = ssl.create_default_context(cafile=str(certificate))

    def door(self, *, is_held: bool) -> Door:
        """nginx's."""
        return Door(self.machine.server.https, NAME, self.trusted, is_held)

    def pages(self) -> None:
        """As many as it can, through nginx and without it."""
        say(
            f"\n{self.options.visitors} visitors at a time, {self.options.runs} runs of {self.options.seconds:g} s\n\n"
            "| page | asked of | pages/s | p50 ms | p99 ms | ms of processor, each | failed |\n"
            "| --- | --- | --: | --: | --: | --: | --: |"
        )
        doors = {
            "nginx, connections kept": self.door(is_held=True),
            "nginx, a new one for each page": self.door(is_held=False),
            "gunicorn": Door(self.machine.server.site, NAME, is_held=True),
        }
        for page in [*KEPT, NOT_KEPT]:
            for name, door in doors.items():
                load, busy = self._fast(door, page)
                say(f"| {page} | {name} | {load.rate:,.0f} | {_times(load)} | {busy * 1000:.2f} | {load.failed} |")

    def _fast(self, door: Door, page: str) -> tuple[Load, float]:
        """The run in the middle, and what the server's programs worked for a page in all of them, in seconds."""
        measure(door, page, visitors=1, seconds=2, most=5)
        before, chosen = self._busy(), self.options
        runs = [
            measure(door, page, visitors=chosen.visitors, seconds=chosen.seconds, most=1_000_000)
            for _ in range(chosen.runs)
        ]
        return median(runs), (self._busy() - before) / sum(len(load.waits) for load in runs)

    def _busy(self) -> float:
        """Seconds that nginx, the site and PostgreSQL have worked."""
        site = self.machine.units.running["health-hub.service"][1]
        seconds = 0.0
        for one in (self.machine.debian.nginx.process, self.machine.debian.postgres, site):
            assert one
            parent = psutil.Process(one.pid)
            for process in [parent, *parent.children(recursive=True)]:
                seconds += sum(process.cpu_times()[:4])
        return seconds

    def beside_a_dispatch(self) -> None:
        """Visitors at a rate, with and without an issue on its way, and the issue with and without them."""
        options = self.options
        self.programs.mkdir()
        (self.programs / "world.py").write_text((Path(__file__).parent / "mail/world.py").read_text())
        self._shell(f"import world; print(world.add_readers({options.readers}, 100))")
        for page in [*KEPT, NOT_KEPT]:  # new readers' topics have made every page old
            measure(self.door(is_held=False), page, visitors=1, seconds=20, most=2)
        end = time.monotonic() + 5 * options.seconds
        alone = [self._visits(lambda: time.monotonic() > end)]
        sent, both, beside = [], [], []
        for number in range(options.runs):
            sent.append(self._dispatch(2 * number)[1])
            loads, rate = self._dispatch(2 * number + 1, with_visitors=True)
            beside.append(loads)
            both.append(rate)
        say(
            f"\n{options.rate:g} visitors a second, every tenth of whom searches; {options.readers:,} readers, "
            "two workers\n\n"
            "| | mails/s | kept pages | p50 ms | p99 ms | searches | p50 ms | p99 ms | failed |\n"
            "| --- | --: | --: | --: | --: | --: | --: | --: | --: |"
        )
        say(f"| visitors alone | | {_row(alone)} |")
        say(f"| dispatch alone | {_rates(sent)} | | | | | | | |")
        say(f"| both | {_rates(both)} | {_row(beside)} |")
        if any(load.failed for loads in [*alone, *beside] for load in loads.values()):
            sys.exit("Some pages failed: these figures say nothing.")

    def _visits(self, is_over: Callable[[], bool]) -> dict[str, Load]:
        paths = [*(KEPT * 3), NOT_KEPT]
        return measure_at(self.door(is_held=False), paths, self.options.rate, is_over)

    def _dispatch(self, number: int, *, with_visitors: bool = False) -> tuple[dict[str, Load], float]:
        """Sends an issue; what visitors waited while it was under way, if they come; and mails a second.

        Counted from the first mail to the last, without the readers being fixed.
        """
        before, begun = self.machine.mail.log.stat().st_size, self._asked(SENT)
        self._shell(
            "import world; from datetime import timedelta; from network.models import FocusArea; "
            "from newsletter.tasks import continue_dispatch; "
            "topics = FocusArea.objects.filter(name__startswith='Onderwerp ').values_list('pk', flat=True); "
            f"sent = world.new_dispatch(list(topics), world.MOMENT + timedelta(days={number})); "
            "continue_dispatch(sent.pk)"
        )
        over, times = threading.Event(), [0.0, 0.0]

        def watch() -> None:
            size, end = before, time.monotonic() + LONGEST
            while time.monotonic() < end:
                for _ in range(20):
                    now = self.machine.mail.log.stat().st_size
                    if now != size:
                        size, times[1] = now, time.monotonic()
                        times[0] = times[0] or times[1]
                    time.sleep(0.025)
                if self._asked(SENT) != begun:
                    break
            over.set()

        watcher = threading.Thread(target=watch)
        watcher.start()
        loads = self._visits(over.is_set) if with_visitors else {}
        watcher.join()
        with self.machine.mail.log.open("rb") as log:
            log.seek(before)
            mails = sum(line.startswith(b"accepted") for line in log)
        if mails < self.options.readers:
            raise RehearsalError(f"Only {mails} of {self.options.readers} mails were sent within {LONGEST} seconds.")
        return loads, mails / (times[1] - times[0])

    def _asked(self, query: str) -> str:
        return self.machine.server.run(f'runuser -u health-hub -- psql -tAc "{query}"', shown=False).strip()

    def _shell(self, program: str) -> str:
        return self.machine.server.run(
            f'PYTHONPATH={self.programs} health-hub shell --no-imports -c "{program}"', shown=False
        ).strip()


def _times(load: Load) -> str:
    return f"{load.wait(0.5) * 1000:.1f} | {load.wait(0.99) * 1000:.1f}"


def _row(runs: list[dict[str, Load]]) -> str:
    kept = joined([run[page] for run in runs for page in KEPT])
    searches = joined([run[NOT_KEPT] for run in runs])
    cells = [f"{len(load.waits)} | {_times(load)}" for load in (kept, searches)]
    return f"{' | '.join(cells)} | {kept.failed + searches.failed}"


def _rates(rates: list[float]) -> str:
    return ", ".join(f"{rate:,.0f}" for rate in sorted(rates))


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
