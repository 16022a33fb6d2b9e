"""`python -m tests.bench.importing`: how long a list of subscribers takes to come in, and how much memory.

Adds subscribers with consents, which nothing takes away again, so DATABASE_URL must name a database that may be
spoilt. Each step is a process of its own; docs/performance.md says what came out.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import chain

LINES = (1_000, 100_000)
STEPS = ("nothing", "upload", "try", "import")


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.bench.importing", description=__doc__)
    parser.add_argument("--lines", type=int, nargs="+", default=LINES)
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        sys.stdout.write(json.dumps(measure(options.step, options.lines[0])))
        return
    for lines in options.lines:
        for step in STEPS:
            command = [sys.executable, "-m", "tests.bench.importing", "--step", step, "--lines", str(lines)]
            found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout.splitlines()[-1])
            line = f"{lines:>8,} {step:<8} {found['seconds']:>8.2f} s, busy {found['busy']:>6.2f} s"
            sys.stdout.write(f"{line}, {found['megabytes']:>5.0f} MB\n")


def measure(step: str, lines: int) -> dict[str, float]:
    """Seconds that a step takes, those that its process was busy, and the most memory that it had."""
    # With DEBUG Django keeps its statements, which is memory too.
    os.environ.update(DJANGO_SETTINGS_MODULE="hub.settings.development", DEBUG="false")
    import django

    django.setup()
    act = _step(step, lines)
    start, busy = time.perf_counter(), time.process_time()
    act()
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    return {"seconds": seconds, "busy": busy, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _step(step: str, lines: int) -> Callable[[], object]:
    from django.core.files.uploadedfile import TemporaryUploadedFile
    from django.utils import timezone

    from network.models import User
    from newsletter import importing, receiving
    from newsletter.import_views import ListForm
    from newsletter.models import SubscriberImport

    if step == "upload":
        file = TemporaryUploadedFile("leden.csv", "text/csv", 0, "utf-8")
        file.writelines(_list(lines, time.time_ns()))
        file.size = file.tell()
        file.seek(0)
        form = ListForm({}, {"file": file})
        return lambda: form.is_valid() and form.try_list(User.objects.first())
    run = SubscriberImport.objects.first()
    if step == "nothing" or run is None:
        return list
    if step == "import":
        importing.do_for_real(run)
    return lambda: receiving.go_on(run, until=timezone.now() + timedelta(hours=1))


def _list(lines: int, batch: int) -> Iterator[bytes]:
    rows = (
        f"lid-{batch}-{number}@example.org,nl,,news|agenda,every_issue,ledenlijst 2024,2024-05-01T10:00:00+02:00\r\n"
        for number in range(lines)
    )
    return (row.encode() for row in chain(["email,language,topics,kinds,rhythm,consent_source,consent_at\r\n"], rows))


if __name__ == "__main__":
    main()
