"""What a load balancer or a supervisor asks: does the process live, can it serve?"""

from __future__ import annotations

from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker

from .watching.access import may_see
from .watching.scrubbing import scrubbed

# Procrastinate's workers write a heartbeat every 10 seconds and count as stalled after 30.
WORKER_SILENT_AFTER = timedelta(seconds=60)
UNKNOWN = "It isn't known, for the database doesn't answer."


def process_lives(request: HttpRequest) -> HttpResponse:
    """Answers as long as the process does; looks at nothing else."""
    return HttpResponse("ok\n", content_type="text/plain")


def ready(request: HttpRequest) -> JsonResponse:
    """Answers 200 when the database answers, no migration is pending and a worker lives; else 503 and what isn't.

    Who may see the metrics is told why by `/readyz?reasons`.
    """
    faults = checks()
    state: dict[str, object] = {name: not fault for name, fault in faults.items()}
    is_ready = all(state.values())
    if "reasons" in request.GET and may_see(request):
        state["reasons"] = {name: fault for name, fault in faults.items() if fault}
    return JsonResponse(state, status=200 if is_ready else 503)


def checks() -> dict[str, str]:
    """What the site needs, by name: each with what is wrong with it, or nothing."""
    try:
        return {"database": "", "migrations": pending_migrations(), "worker": _silent_workers()}
    except DatabaseError as error:
        return {
            "database": scrubbed(f"{type(error).__name__}: {error}".strip()),
            "migrations": UNKNOWN,
            "worker": UNKNOWN,
        }


def pending_migrations() -> str:
    """Which migrations this version has and the database hasn't; empty where it has all."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    names = ", ".join(f"{migration.app_label}.{migration.name}" for migration, _ in plan)
    return f"Not yet applied: {names}. Run manage.py migrate." if plan else ""


def _silent_workers() -> str:
    beats = ProcrastinateWorker.objects.order_by("-last_heartbeat").values_list("last_heartbeat", flat=True)
    last = beats.first()
    if last is None:
        return "No worker runs. Start manage.py procrastinate worker."
    silence = timezone.now() - last
    return (
        f"No worker has been heard of for {silence.total_seconds():.0f} seconds."
        if silence > WORKER_SILENT_AFTER
        else ""
    )
