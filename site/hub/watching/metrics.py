"""Numbers for Prometheus: what was answered, what waits, how far dispatches are, and what mail servers say."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils import timezone
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from hub.health import checks
from newsletter.models import Delivery, Dispatch

from .access import may_see

OWN = CollectorRegistry()
ANSWERS = Counter("hub_responses", "Answers to requests, by kind and class of status", ["kind", "status"], registry=OWN)
SECONDS = Histogram("hub_response_seconds", "How long answers took, by kind", ["kind"], registry=OWN)
UNCOUNTED = ("/healthz", "/readyz", "/metrics")
# How long after its beginning a dispatch that has ended is still told of.
TOLD_OF = timedelta(days=3)

JOBS = "SELECT queue_name, status::text, count(*) FROM procrastinate_jobs GROUP BY 1, 2"
OLDEST = """
SELECT job.queue_name, extract(epoch FROM now() - min(coalesce(job.scheduled_at, event.at)))
FROM procrastinate_jobs job
LEFT JOIN procrastinate_events event ON event.job_id = job.id AND event.type = 'deferred'
WHERE job.status = 'todo' AND coalesce(job.scheduled_at, event.at) <= now()
GROUP BY 1
"""
ANSWERED = """
SELECT dispatch.issue_id, substring(answer from '^[245][0-9][0-9]'), count(*)
FROM newsletter_delivery JOIN newsletter_dispatch dispatch ON dispatch.id = dispatch_id
WHERE dispatch_id = ANY(%s) AND answer ~ '^[245][0-9][0-9]'
GROUP BY 1, 2
"""


def count(path: str, status: int, seconds: float) -> None:
    """Counts an answer."""
    if path in UNCOUNTED:
        return
    kind = kind_of(path)
    ANSWERS.labels(kind, f"{status // 100}xx").inc()
    SECONDS.labels(kind).observe(seconds)


def kind_of(path: str) -> str:
    """What a request was for: few kinds, so that there are few series."""
    prefixes = {settings.STATIC_URL: "static", settings.MEDIA_URL: "file", "/documents/": "file", "/cms/": "admin"}
    return next((kind for prefix, kind in prefixes.items() if path.startswith(prefix)), "page")


def metrics(request: HttpRequest) -> HttpResponse:
    """All numbers, for who may see them."""
    if not may_see(request):
        return HttpResponseForbidden("From this machine, or with METRICS_TOKEN.\n", content_type="text/plain")
    kept = CollectorRegistry()
    kept.register(FromDatabase())
    text = generate_latest(_answers()) + generate_latest(kept)
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)


def _answers() -> CollectorRegistry:
    """What was counted here, or by all processes where they share a folder for it."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return OWN
    all_processes = CollectorRegistry()
    MultiProcessCollector(all_processes)  # type: ignore[no-untyped-call]
    return all_processes


class FromDatabase(Collector):
    """What the database knows; asked anew each time."""

    def collect(self) -> Iterator[Metric]:
        """Each family of numbers. Without a database only that there is none."""
        faults = checks()
        ready = GaugeMetricFamily("hub_ready", "Whether what the site needs is there", labels=["check"])
        for name, fault in faults.items():
            ready.add_metric([name], float(not fault))
        yield ready
        if not faults["database"] and not faults["migrations"]:
            yield _jobs()
            yield _oldest()
            yield from _dispatches()


def _rows(sql: str, numbers: list[int] | None = None) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, None if numbers is None else [numbers])
        return list(cursor.fetchall())


def _jobs() -> Metric:
    family = GaugeMetricFamily("hub_jobs", "Jobs by queue and status", labels=["queue", "status"])
    for queue, status, number in _rows(JOBS):
        family.add_metric([str(queue), str(status)], float(str(number)))
    return family


def _oldest() -> Metric:
    text = "For how long the job that is due and waits longest has waited"
    family = GaugeMetricFamily("hub_oldest_job_seconds", text, labels=["queue"])
    for queue, seconds in _rows(OLDEST):
        family.add_metric([str(queue)], float(str(seconds)))
    return family


def _dispatches() -> Iterator[Metric]:
    recent = timezone.now() - TOLD_OF
    told_of = Dispatch.objects.filter(finished_at=None) | Dispatch.objects.filter(created_at__gte=recent)
    issues = dict(told_of.values_list("pk", "issue_id"))
    counted = Delivery.objects.filter(dispatch__in=issues).values_list("dispatch_id", "state")
    states = GaugeMetricFamily("hub_deliveries", "Deliveries of recent dispatches by state", labels=["issue", "state"])
    for dispatch, state, number in counted.annotate(number=Count("pk")):
        states.add_metric([str(issues[dispatch]), state], number)
    yield states
    text = "What mail servers answered of recent dispatches, by code"
    answers = GaugeMetricFamily("hub_mail_answers", text, labels=["issue", "code"])
    for issue, code, number in _rows(ANSWERED, list(issues)):
        answers.add_metric([str(issue), str(code)], float(str(number)))
    yield answers
