"""Uploads in a bucket that speaks S3."""

from typing import Any

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


class Bucket(S3Storage):
    """A bucket that only this program reads: pages name their pictures as ever, at an address of the site's own."""

    def url(self, name: str, parameters: Any = None, expire: Any = None, http_method: Any = None) -> str:
        """Where the site serves a file."""
        return f"{settings.MEDIA_URL}{filepath_to_uri(name)}"
