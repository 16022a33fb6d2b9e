"""What the site does in the background."""

from django.core.management import call_command
from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(name="pages.publish_scheduled", queueing_lock="pages.publish_scheduled")
def publish_scheduled(timestamp: int) -> None:
    """Publishes and unpublishes the pages whose moment has come."""
    call_command("publish_scheduled")
