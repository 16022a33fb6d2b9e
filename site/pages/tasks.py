"""What the site does in the background."""

from django.core.management import call_command
from procrastinate import JobContext, builtin_tasks
from procrastinate.contrib.django import app

from network.models import Picture

from . import pictures

KEEP_JOBS_HOURS = 7 * 24


@app.periodic(cron="* * * * *")
@app.task(name="pages.publish_scheduled", queueing_lock="pages.publish_scheduled")
def publish_scheduled(timestamp: int) -> None:
    """Publishes and unpublishes the pages whose moment has come."""
    call_command("publish_scheduled")


@app.periodic(cron="30 3 * * *")
@app.task(name="pages.forget_old_jobs", queueing_lock="pages.forget_old_jobs", pass_context=True)
async def forget_old_jobs(context: JobContext, timestamp: int) -> None:
    """Clears the queue of the jobs that ended long ago; failed ones stay as long for somebody to look at."""
    await builtin_tasks.remove_old_jobs(context, max_hours=KEEP_JOBS_HOURS, remove_failed=True)


@app.task(name="pages.make_renditions")
def make_renditions(picture_id: int) -> None:
    """Converts a picture to what the site offers of it, unless it is gone by now."""
    if picture := Picture.objects.filter(pk=picture_id).first():
        pictures.make_renditions(picture)
