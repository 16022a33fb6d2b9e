"""What the worker does for the site as a whole."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from wagtail.contrib.frontend_cache.utils import purge_urls_from_cache


@app.task(queue="cache", retry=RetryStrategy(max_attempts=3, exponential_wait=2))
def purge_proxy(addresses: list[str]) -> None:
    """Asks the proxy in front of the site to forget some pages. It forgets the others by itself, within a minute."""
    purge_urls_from_cache(addresses)


@app.task(name="hub.send_password_reset")
def send_password_reset(user_ids: list[int], language: str) -> None:
    """Mails the link for a new password to whoever asked for it, if they have an account."""
    from . import password_reset  # which defers this task

    password_reset.send(user_ids, language)
