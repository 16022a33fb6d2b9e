"""How gunicorn serves the site: `gunicorn --config python:hub.gunicorn_settings hub.wsgi`."""

import os
from typing import Any

from prometheus_client.multiprocess import mark_process_dead

# systemd hands over a socket of its own, so that nobody is refused while the site starts anew.
bind = os.environ.get("BIND", "127.0.0.1:8001")
# Pages are made by the processor; the threads are for what waits for the database or reads a file.
workers = int(os.environ.get("WEB_CONCURRENCY", 0)) or (os.cpu_count() or 1) + 1
# Loaded once, before systemd hears that the site is ready.
preload_app = True
worker_class = "gthread"
threads = 4
# Longer than any page takes; an upload has been received by the proxy before it comes here.
timeout = 60
graceful_timeout = 30
# A disk that is busy must not pass for a process that hangs.
worker_tmp_dir = "/dev/shm"  # noqa: S108 - nobody else can write to the file in it
# Nobody needs to steer it but systemd, and its log would have the tokens that stand in paths.
control_socket_disable = True
accesslog = None


def child_exit(server: Any, worker: Any) -> None:
    """The numbers of a process that has ended stay, what it was doing doesn't."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
