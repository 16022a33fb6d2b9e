"""What the worker does for the site as a whole."""

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.jobs import Status
from wagtail.contrib.frontend_cache.utils import purge_urls_from_cache

from .audit import events
from .watching import certificate

# Seconds. Procrastinate's workers write a heartbeat every 10.
WORKER_DEAD_AFTER = 30
# A mail to one person goes out again only when it certainly didn't the first time.
NOT_TWICE = ("newsletter.send_letter", "hub.send_password_reset")


@app.task(queue="cache", retry=RetryStrategy(max_attempts=3, exponential_wait=2))
def purge_proxy(addresses: list[str]) -> None:
    """Asks the proxy in front of the site to forget some pages. It forgets the others by itself, within a minute."""
    purge_urls_from_cache(addresses)


@app.task(name="hub.send_password_reset")
def send_password_reset(user_ids: list[int], language: str) -> None:
    """Mails the link for a new password to whoever asked for it, if they have an account."""
    from . import password_reset  # which defers this task

    password_reset.send(user_ids, language)


@app.periodic(cron="* * * * * */30")
@app.task(name="hub.resume_stalled_jobs", queueing_lock="hub.resume_stalled_jobs")
async def resume_stalled_jobs(timestamp: int) -> None:
    """Has the jobs of workers that died done by others; but not a mail that may have gone out already."""
    manager = app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=WORKER_DEAD_AFTER):
        lock = job.queueing_lock
        waits_already = lock and await manager.list_jobs_async(queueing_lock=lock, status=Status.TODO.value)
        if waits_already or job.task_name in NOT_TWICE:
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)
        else:
            await manager.retry_job(job)


@app.periodic(cron="36 3 * * *")
@app.task(name="hub.forget_log_ins", queueing_lock="hub.forget_log_ins")
def forget_log_ins(timestamp: int) -> None:
    """Forgets who logged in long ago."""
    events.forget(timezone.now())


@app.periodic(cron="17 */6 * * *")
@app.task(name="hub.look_at_certificate", queueing_lock="hub.look_at_certificate")
def look_at_certificate(timestamp: int) -> None:
    """Looks how long the site's TLS certificate is good for."""
    certificate.look()


@app.periodic(cron="41 3 * * *")
@app.task(name="hub.forget_old_jobs", queueing_lock="hub.forget_old_jobs")
async def forget_old_jobs(timestamp: int) -> None:
    """Deletes what was done some days ago; nobody looks at it any more."""
    await app.job_manager.delete_old_jobs(
        nb_hours=72, include_failed=True, include_cancelled=True, include_aborted=True
    )
