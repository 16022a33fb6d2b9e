"""Uploads that are kept in a bucket are served by the site itself, as those on its own disk."""

from __future__ import annotations

from typing import Any

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from storages.backends.s3 import S3Storage

from hub.bucket import Bucket
from hub.settings import media

URL = "s3://key%2F1:secret@s3.example.org:9000/uploads/hub?region=eu-west-1"


def test_a_bucket_is_named_by_one_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MEDIA_BUCKET", raising=False)
    assert media.from_environment(environ.Env())["BACKEND"].endswith("FileSystemStorage")
    monkeypatch.setenv("MEDIA_BUCKET", URL)
    found = media.from_environment(environ.Env())
    assert found["BACKEND"] == "hub.bucket.Bucket"
    expected = {
        "bucket_name": "uploads",
        "location": "hub",
        "endpoint_url": "https://s3.example.org:9000",
        "access_key": "key/1",
        "secret_key": "secret",
        "region_name": "eu-west-1",
    }
    assert expected.items() <= found["OPTIONS"].items()
    assert isinstance(Bucket(**found["OPTIONS"]), S3Storage)
    assert media.options_of("s3+http://minio/uploads")["endpoint_url"] == "http://minio"


@pytest.mark.parametrize(
    "text", ["s3://host", "https://host/bucket", "s3://key@host/bucket", "s3://a:secret@host:port/bucket", "bucket"]
)
def test_what_is_no_bucket_is_refused_without_naming_the_secret(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="should look like") as refusal:
        media.options_of(text)
    assert "a:secret" not in str(refusal.value)


def test_pages_name_pictures_at_the_sites_own_address() -> None:
    assert Bucket(**media.options_of(URL)).url("images/é 1.jpg") == "/media/images/%C3%A9%201.jpg"


@pytest.mark.django_db
def test_a_picture_that_is_not_on_this_machine_is_served_as_any(client: Client, settings: Any) -> None:
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    default_storage.save("images/a.webp", ContentFile(b"picture"))
    default_storage.save("images/b.html", ContentFile(b"<script>"))
    default_storage.save("documents/private.pdf", ContentFile(b"private"))
    answer = client.get("/media/images/a.webp")
    assert (answer.status_code, answer["Content-Type"], answer.getvalue()) == (200, "image/webp", b"picture")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert client.get("/media/images/b.html")["Content-Disposition"].startswith("attachment")
    for path in (
        "weg.webp",
        "../documents/private.pdf",
        "%2e%2e/documents/private.pdf",
        "x/../../documents/private.pdf",
    ):
        assert client.get(f"/media/images/{path}").status_code in (302, 404)
