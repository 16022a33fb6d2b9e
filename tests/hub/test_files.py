"""Files as visitors get them: harmless, private where they should be, and films in parts."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from tests import factories

pytestmark = pytest.mark.django_db

FILM = bytes(range(256)) * 400
SIZE = len(FILM)


def file(name: str, content: bytes = FILM) -> Document:
    made: Document = Document.objects.create(title="Iets", file=ContentFile(content, name=name))
    return made


def part(client: Client, url: str, wanted: str, **headers: str) -> tuple[int, bytes, str]:
    answer = client.get(url, headers={"Range": wanted, **headers})
    return answer.status_code, answer.getvalue(), answer.headers.get("Content-Range", "")


@pytest.mark.parametrize(
    ("name", "kind", "disposition", "policy"),
    [
        ("plan.pdf", "application/pdf", "inline", "default-src 'none'"),
        ("film.mp4", "video/mp4", "inline", "default-src 'none'; sandbox"),
        ("film.webm", "video/webm", "inline", "default-src 'none'; sandbox"),
        ("film.vtt", "text/vtt", "attachment", "default-src 'none'; sandbox"),
        ("lees.txt", "text/plain", "attachment", "default-src 'none'; sandbox"),
        ("lijst.csv", "text/csv", "attachment", "default-src 'none'; sandbox"),
        ("oud.html", "application/octet-stream", "attachment", "default-src 'none'; sandbox"),
        ("oud.svg", "application/octet-stream", "attachment", "default-src 'none'; sandbox"),
    ],
)
def test_no_file_acts_as_a_page_of_the_site(
    client: Client, name: str, kind: str, disposition: str, policy: str
) -> None:
    answer = client.get(file(name).url)
    assert answer.getvalue() == FILM
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Content-Disposition"].startswith(disposition)
    assert answer.headers["Content-Security-Policy"] == policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_nor_does_a_picture(client: Client) -> None:
    rendition = factories.PictureFactory().get_rendition("width-10")
    answer = client.get(rendition.url)
    assert answer.headers["Content-Type"].startswith("image/")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("way", ["", "images/../", "images/%2e%2e/", "images/..%2f", "images/x/../../", "images//../"])
def test_no_way_leads_from_the_pictures_to_documents(client: Client, way: str) -> None:
    document = file("geheim.pdf")
    answer = client.get(f"/media/{way}{document.file.name}")
    assert answer.status_code in (400, 404)
    assert FILM not in answer.getvalue()


@pytest.mark.parametrize(
    ("wanted", "first", "end"),
    [("bytes=0-0", 0, 1), ("bytes=100-199", 100, 200), ("bytes=500-", 500, SIZE), ("bytes=-7", SIZE - 7, SIZE)],
)
def test_a_film_comes_in_the_part_that_is_asked_for(client: Client, wanted: str, first: int, end: int) -> None:
    answer = client.get(file("film.mp4").url, headers={"Range": wanted})
    assert answer.status_code == 206
    assert answer.getvalue() == FILM[first:end]
    assert answer.headers["Content-Range"] == f"bytes {first}-{end - 1}/{SIZE}"
    assert answer.headers["Content-Length"] == str(end - first)
    assert answer.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("wanted", [f"bytes={SIZE}-", f"bytes={SIZE + 5}-{SIZE + 9}", "bytes=-0"])
def test_there_is_nothing_after_its_end(client: Client, wanted: str) -> None:
    assert part(client, file("film.mp4").url, wanted) == (416, b"", f"bytes */{SIZE}")


@pytest.mark.parametrize("wanted", ["bytes=9-3", "bytes=-", "bytes=a-b", "items=0-5", "bytes=0-1,5-6", "x" * 5000])
def test_what_makes_no_sense_gets_the_whole(client: Client, wanted: str) -> None:
    assert part(client, file("film.mp4").url, wanted) == (200, FILM, "")


def test_a_part_of_what_has_changed_since_is_not_mixed_with_it(client: Client) -> None:
    url = file("film.mp4").url
    whole = client.get(url)
    for header in ("ETag", "Last-Modified"):
        if has := whole.headers.get(header):
            assert part(client, url, "bytes=0-9", **{"If-Range": has})[0] == 206
    assert part(client, url, "bytes=0-9", **{"If-Range": '"other"'}) == (200, FILM, "")
    whole.close()


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.integers(0, SIZE + 10), st.integers(0, SIZE + 10))
def test_any_two_parts_make_the_whole(client: Client, cut: int, size: int) -> None:
    content = FILM[:size]
    url = file("film.mp4", content).url
    before = part(client, url, f"bytes=0-{cut - 1}")[1] if cut and size else b""
    status, after, _where = part(client, url, f"bytes={cut}-")
    assert (before + after == content) if status == 206 else (before == content or not size or cut == 0)


def test_a_private_film_stays_private_in_parts_too(client: Client) -> None:
    collection = Collection.get_first_root_node().add_child(name="Intern")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    film = file("film.mp4")
    Document.objects.filter(pk=film.pk).update(collection=collection)
    assert client.get(film.url, headers={"Range": "bytes=0-9"}).status_code == 302
    client.force_login(factories.UserFactory())
    assert part(client, film.url, "bytes=0-9")[:2] == (206, FILM[:10])
