"""What the site does in the background."""

from django.core.management import call_command
from procrastinate.contrib.django import app

from network.models import Picture

from . import pictures


@app.periodic(cron="* * * * *")
@app.task(name="pages.publish_scheduled", queueing_lock="pages.publish_scheduled")
def publish_scheduled(timestamp: int) -> None:
    """Publishes and unpublishes the pages whose moment has come."""
    call_command("publish_scheduled")


@app.task(name="pages.make_renditions")
def make_renditions(picture_id: int) -> None:
    """Converts a picture to what the site offers of it, unless it is gone by now."""
    if picture := Picture.objects.filter(pk=picture_id).first():
        pictures.make_renditions(picture)
