"""Where uploads are kept."""

from __future__ import annotations

import importlib.util
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

EXAMPLE = "MEDIA_BUCKET should look like s3://KEY:SECRET@s3.example.org/bucket?region=eu-west-1."


def from_environment(env: environ.Env) -> dict[str, Any]:
    """The bucket that MEDIA_BUCKET names; without it, files on this machine.

    Raises ImproperlyConfigured for what is no bucket, or where the library for it isn't installed.
    """
    text: str = env("MEDIA_BUCKET", default="")
    if not text:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    if not importlib.util.find_spec("storages"):
        raise ImproperlyConfigured("MEDIA_BUCKET is set, and its library isn't: pip install 'health-hub[s3]'.")
    return {"BACKEND": "hub.bucket.Bucket", "OPTIONS": options_of(text)}


def options_of(text: str) -> dict[str, Any]:
    """What the library needs to know. Without key and secret it takes what the machine itself may do."""
    url = urlsplit(text)
    bucket, _, folder = url.path.strip("/").partition("/")
    query = {name: values[-1] for name, values in parse_qs(url.query).items()}
    if (
        url.scheme not in ("s3", "s3+http")
        or not url.hostname
        or not bucket
        or bool(url.username) != bool(url.password)
    ):
        # What went wrong may quote the secret.
        raise ImproperlyConfigured(EXAMPLE)
    try:
        port = f":{url.port}" if url.port else ""
    except ValueError:
        raise ImproperlyConfigured(EXAMPLE) from None
    return {
        "bucket_name": bucket,
        "location": folder,
        "endpoint_url": f"{'http' if url.scheme == 's3+http' else 'https'}://{url.hostname}{port}",
        "access_key": unquote(url.username) if url.username else None,
        "secret_key": unquote(url.password) if url.password else None,
        "region_name": query.get("region"),
        "addressing_style": query.get("addressing", "auto"),
        "file_overwrite": False,
        "default_acl": None,  # as the bucket says: nobody but us needs to read it
    }
