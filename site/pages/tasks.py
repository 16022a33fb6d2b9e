"""What the site does in the background."""

from django.core.management import call_command
from procrastinate import JobContext, builtin_tasks
from procrastinate.contrib.django import app
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource

from network.models import Picture, User

from . import pictures
from .translations import drafting, following

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


@app.task(name="pages.make_renditions", priority=-10)
def make_renditions(picture_id: int) -> None:
    """Converts a picture to what the site offers of it, unless it is gone by now. Takes seconds, so it comes last."""
    if picture := Picture.objects.filter(pk=picture_id).first():
        pictures.make_renditions(picture)


@app.task(name="pages.follow_in_translations")
def follow_in_translations(source_id: int) -> None:
    """Brings the translations of a page or a snippet up to date with it, unless it is gone by now."""
    if source := TranslationSource.objects.filter(pk=source_id).first():
        following.follow(source)


@app.task(name="pages.make_drafts_below")
def make_drafts_below(page_id: int, locale_id: int, user_id: int) -> None:
    """Makes a draft in a language of every page below one that has none, unless that page is gone by now."""
    if page := Page.objects.filter(pk=page_id).first():
        user = User.objects.filter(pk=user_id).first()
        drafting.make_drafts_below(page, Locale.objects.get(pk=locale_id), user)
