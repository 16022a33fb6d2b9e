"""The site as it is, but for the page cache: what a visitor waits for who is the first after a change."""

from hub.settings.development import *  # noqa: F403
from hub.settings.development import MIDDLEWARE

MIDDLEWARE = [name for name in MIDDLEWARE if name != "hub.caching.pages.PageCache"]
