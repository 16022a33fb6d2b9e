"""What a load balancer or a supervisor asks: does the process live, can it serve?"""

from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker

# Procrastinate's workers write a heartbeat every 10 seconds and count as stalled after 30.
WORKER_SILENT_AFTER = timedelta(seconds=60)


def process_lives(request: HttpRequest) -> HttpResponse:
    """Answers as long as the process does; looks at nothing else."""
    return HttpResponse("ok\n", content_type="text/plain")


def ready(request: HttpRequest) -> JsonResponse:
    """Answers 200 when the database answers, no migration is pending and a worker lives; else 503 and what isn't."""
    state = {"database": False, "migrations": False, "worker": False}
    try:
        executor = MigrationExecutor(connection)
        state["database"] = True
        state["migrations"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        seen = timezone.now() - WORKER_SILENT_AFTER
        state["worker"] = ProcrastinateWorker.objects.filter(last_heartbeat__gte=seen).exists()
    except DatabaseError:
        pass
    return JsonResponse(state, status=200 if all(state.values()) else 503)
