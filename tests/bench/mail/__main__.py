"""`python -m tests.bench.mail`: how fast an issue is sent, beside others that send the same.

The mail server (tests/mail_sink.py) has one core, the sender another; each measurement is a process of its own.
docs/performance.md says how and what came out.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[3]
# Only measured against, so it is fetched for that and not a part of the product.
POST_OFFICE = ["django-post-office==3.12.0", "nh3==0.3.2"]
SENDER, SERVER = 0, 1


class Case(NamedTuple):
    """How long the mail server takes to answer, in seconds; what one sender has; and how many senders there are."""

    latency: float
    connections: int
    window: int = 100
    workers: int = 1

    def __str__(self) -> str:
        workers = f"{self.workers} workers, " if self.workers > 1 else ""
        return f"{workers}{self.latency * 1000:.0f} ms, {self.connections} connections, window {self.window}"


BESIDE_OTHERS = Case(0, 4), Case(0.02, 50)
LARGER_WINDOW = Case(0.02, 50, window=200)
SHARED = Case(0.02, 10), Case(0.02, 10, workers=2), Case(0.02, 10, workers=4)
# Seconds; what takes longer hangs.
LONGEST = 600


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.bench.mail", description=__doc__)
    parser.add_argument("--readers", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--others", type=int, default=2000, help="messages for those that are slower")
    parser.add_argument("--variants", type=int, default=100)
    options = parser.parse_args()
    var = ROOT / "var" / "bench-mail"
    var.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(var, Path(folder), options)
        bench.prepare()
        for readers in options.readers:
            bench.ours(readers)
        bench.shared(min(options.readers))
        bench.others(options.others)
        bench.memory()


class Bench:
    """Runs measurements one after another and prints a line for each."""

    def __init__(self, var: Path, folder: Path, options: argparse.Namespace) -> None:
        self.folder, self.options = folder, options
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "EMAIL_URL")},
            "VAR_DIR": str(var),
            "DJANGO_SETTINGS_MODULE": "hub.settings.development",
            "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
            "BENCH_FOLDER": str(folder),
            "POST_OFFICE": str(var / "post_office"),
            # Django keeps its statements otherwise, which takes time and memory.
            "DEBUG": "false",
            "LOG_LEVEL": "ERROR",
        }

    def prepare(self) -> None:
        """The tables, and what is measured beside."""
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=self.environment, check=True)
        target = self.environment["POST_OFFICE"]
        if not Path(target, "post_office").exists():
            install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", target]
            subprocess.run([*install, *POST_OFFICE], check=True)

    def ours(self, readers: int) -> None:
        self.say(f"\n{readers:,} readers, {self.options.variants} variants")
        self.line("freeze", readers, self.measure("freeze", readers))
        self.line(f"  of which rendering {self.options.variants} variants", readers, self.measure("render", readers))
        sample = self.measure("sample", readers)
        self.say(f"  {sample['variants']} variants; the last has {sample['bytes']:,} bytes")
        for case in BESIDE_OTHERS:
            with self.server(case):
                self.line(f"raw sender, {case}", readers, self.measure("raw", readers))
                self.line(f"hand over, {case}", readers, self.measure("hand_over", readers))
        for case in (*BESIDE_OTHERS, LARGER_WINDOW):
            self.end_to_end(case, readers)

    def shared(self, readers: int) -> None:
        """Workers that share an issue, each with few connections to a slow server, so that there is a core for all."""
        self.say(f"\nworkers together, {readers:,} readers")
        for case in SHARED:
            self.end_to_end(case, readers)

    def end_to_end(self, case: Case, readers: int) -> dict[str, float]:
        """Sends an issue by one sender or several at once, and sees that everybody has it."""
        self.measure("freeze", readers)
        with self.server(case):
            result = self.measure("end_to_end", readers, case.workers)
            self.line(f"end to end, {case}", readers, result)
            assert self.measure("missing", readers)["messages"] == 0
        return result

    def others(self, messages: int) -> None:
        self.say(f"\nothers, {messages:,} messages")
        for case in BESIDE_OTHERS:
            with self.server(case):
                self.line(f"post_office, {case}", messages, self.measure("post_office", messages))
                alone = case._replace(connections=1)
                self.line(f"send_messages, {alone}", messages, self.measure("send_messages", messages))

    def memory(self) -> None:
        self.say("\nmemory of a sender at its most")
        for readers in (1000, max(self.options.readers)):
            self.say(f"  {readers:>9,} readers: {self.end_to_end(Case(0, 4), readers)['megabytes']:.0f} MB")

    def measure(self, what: str, readers: int, workers: int = 1) -> dict[str, float]:
        command = [sys.executable, "-m", "tests.bench.mail.measure", what, "--core", str(SENDER)]
        command += ["--readers", str(readers), "--variants", str(self.options.variants)]
        running = [
            subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True)
            for _ in range(workers)
        ]
        printed = [process.communicate(timeout=LONGEST)[0] for process in running]
        if any(process.returncode for process in running):
            raise SystemExit(f"{what} failed")
        results = [json.loads(lines.splitlines()[-1]) for lines in printed]
        # They began together and shared the work: the last is done when all is, and what they cost adds up.
        return {name: (sum if name == "cpu" else max)(result[name] for result in results) for name in results[0]}

    @contextmanager
    def server(self, case: Case) -> Iterator[None]:
        command = ["taskset", "-c", str(SERVER), sys.executable, "-m", "tests.mail_sink"]
        command += ["--log", str(self.folder / "mail.log"), "--latency", str(case.latency)]
        server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert server.stdout is not None
        self.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{server.stdout.readline().strip()}"
        self.environment["SEND_CONCURRENCY"] = str(case.connections)
        self.environment["SEND_WINDOW"] = str(case.window)
        try:
            yield
        finally:
            server.terminate()
            server.wait()

    def line(self, label: str, messages: int, result: dict[str, float]) -> None:
        rate, cost = messages / result["seconds"], result["cpu"] / messages * 1e6
        more = f", queueing before that {result['queueing']:.1f} s" if "queueing" in result else ""
        self.say(f"  {label:<56} {result['seconds']:8.2f} s {rate:9,.0f}/s {cost:7,.0f} µs of processor each{more}")

    def say(self, words: str) -> None:
        print(words, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
