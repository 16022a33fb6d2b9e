"""What becomes of jobs whose worker died."""

from __future__ import annotations

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from hub.tasks import forget_old_jobs, resume_stalled_jobs

pytestmark = pytest.mark.django_db


def job(task: str, status: str = "doing", lock: str | None = None) -> int:
    """A job that a worker which is gone had begun with, or one that waits."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (task_name, queue_name, status, queueing_lock, args)"
            " VALUES (%s, 'default', %s, %s, '{}') RETURNING id",
            [task, status, lock],
        )
        return cursor.fetchone()[0]


def status_of(pk: int) -> str:
    return ProcrastinateJob.objects.get(pk=pk).status


def test_a_dead_workers_job_is_done_by_another_but_no_mail_goes_out_twice() -> None:
    deciding, letter = job("newsletter.request_subscription"), job("newsletter.send_letter")
    async_to_sync(resume_stalled_jobs.func)(timestamp=0)
    assert status_of(deciding) == "todo"
    assert status_of(letter) == "failed"


def test_a_job_that_waits_already_is_not_queued_twice() -> None:
    dead, waiting = job("newsletter.x", lock="one"), job("newsletter.x", status="todo", lock="one")
    async_to_sync(resume_stalled_jobs.func)(timestamp=0)
    assert (status_of(dead), status_of(waiting)) == ("failed", "todo")


def test_old_jobs_are_forgotten() -> None:
    old, waiting = job("newsletter.x", status="succeeded"), job("newsletter.x", status="todo")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_events (job_id, type, at) VALUES (%s, 'succeeded', now() - interval '4 days')",
            [old],
        )
    async_to_sync(forget_old_jobs.func)(timestamp=0)
    assert list(ProcrastinateJob.objects.values_list("pk", flat=True)) == [waiting]
