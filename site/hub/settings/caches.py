"""Where an installation keeps what it needn't make anew, and the proxy in front of it that does the same."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

MOST_PAGES = 1_000
MOST_OTHERS = 10_000
BACKENDS = "wagtail.contrib.frontend_cache.backends"


def from_environment(env: environ.Env, var: Path) -> dict[str, Any]:
    """The cache that CACHE_URL names; without it, files in `var`, which all processes of this machine share.

    Pages have a cache of their own: however many there are, they don't push out what else is counted and kept.
    """
    if env("CACHE_URL", default=""):
        named: dict[str, Any] = env.cache_url("CACHE_URL")
        return {"default": named, "pages": {**named, "KEY_PREFIX": f"{named.get('KEY_PREFIX', '')}pages"}}
    return {
        "default": {
            "BACKEND": "hub.caching.files.SharedFiles",
            "LOCATION": var / "cache" / "shared",
            "OPTIONS": {"MAX_ENTRIES": MOST_OTHERS},
        },
        "pages": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": var / "cache" / "pages",
            "OPTIONS": {"MAX_ENTRIES": MOST_PAGES},
        },
    }


def proxy_from_environment(env: environ.Env) -> dict[str, Any]:
    """What Wagtail needs to know of the proxy that FRONTEND_CACHE_URL names; nothing without it.

    Raises ImproperlyConfigured for a URL that is none of the three kinds.
    """
    text: str = env("FRONTEND_CACHE_URL", default="")
    if not text:
        return {}
    url = urlsplit(text)
    if url.scheme in ("http", "https") and url.hostname:
        proxy = {"BACKEND": f"{BACKENDS}.HTTPBackend", "LOCATION": text}
    elif url.scheme == "cloudflare" and url.username and url.hostname:
        # A host is read in small letters, as a zone is written.
        proxy = {
            "BACKEND": f"{BACKENDS}.CloudflareBackend",
            "BEARER_TOKEN": unquote(url.username),
            "ZONEID": url.hostname,
        }
    elif url.scheme == "cloudfront" and url.netloc:
        proxy = {"BACKEND": f"{BACKENDS}.CloudfrontBackend", "DISTRIBUTION_ID": url.netloc}
    else:
        raise ImproperlyConfigured(
            "FRONTEND_CACHE_URL should look like http://varnish:6081, cloudflare://TOKEN@ZONE or cloudfront://DISTRIBUTION."
        )
    return {"default": proxy}
