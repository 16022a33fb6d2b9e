"""What may come into the library: files that are what they say, and pictures without what they needn't tell."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageSequence, PngImagePlugin
from pytest_django import Settings
from wagtail.documents.models import Document

from network.documents import holds_what_its_name_says
from network.models import Picture
from tests import factories

pytestmark = pytest.mark.django_db

SCRIPT = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factories.UserFactory(is_superuser=True))
    return client


def upload(editor: Client, kind: str, name: str, content: bytes, language: str = "en") -> dict[str, Any]:
    answer: dict[str, Any] = editor.post(
        f"/cms/{kind}/multiple/add/",
        {"title": "Iets", "collection": "1", "files[]": SimpleUploadedFile(name, content)},
        headers={"X-Requested-With": "XMLHttpRequest", "Accept-Language": language},
    ).json()
    return answer


def drawn(form: str = "PNG", size: tuple[int, int] = (30, 20), **options: Any) -> bytes:
    output = BytesIO()
    image = Image.new("RGB", size, "teal")
    image.paste("white", (0, 0, size[0] // 2, size[1] // 2))
    image.save(output, form, **options)
    return output.getvalue()


def kept() -> tuple[bytes, Image.Image]:
    with Picture.objects.get().file.open() as file:
        content = file.read()
    return content, Image.open(BytesIO(content))


# Pictures


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("tuin.png", SCRIPT, "valid image"),
        ("tuin.png", SVG, "does not match"),
        ("tuin.svg", SVG, "Not a supported image format"),
        ("tuin.html", SCRIPT, "valid image"),
        ("tuin.gif", drawn("PNG"), "does not match"),
        ("tuin.jpg", drawn("JPEG", (300, 200))[:1500], "broken or not whole"),
        ("tuin.png", drawn("PNG", (6400, 6400)), "40 million pixels"),
    ],
)
def test_what_is_no_good_picture_is_refused_and_says_why(editor: Client, name: str, content: bytes, words: str) -> None:
    answer = upload(editor, "images", name, content)
    assert not answer["success"]
    assert words in answer["error_message"]
    assert not Picture.objects.exists()


def test_it_says_so_in_dutch_too(editor: Client) -> None:
    answer = upload(editor, "images", "tuin.jpg", drawn("JPEG", (300, 200))[:1500], "nl")
    assert "Dit beeld is beschadigd" in answer["error_message"]


def test_where_a_photo_was_taken_stays_with_who_took_it_and_the_photo_stands_upright(editor: Client) -> None:
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = 6, "Camera van Anna"
    exif.get_ifd(GPS)[1] = "N"
    photo = drawn("JPEG", exif=exif, comment=b"bij Anna thuis", xmp=b"<x>Anna</x>")
    assert b"Anna" in photo
    assert upload(editor, "images", "tuin.jpg", photo)["success"]
    content, image = kept()
    assert b"Anna" not in content
    assert not image.getexif()
    assert image.size == (20, 30)
    assert Picture.objects.get().width == 20
    assert image.getpixel((19, 0))[0] > 200  # type: ignore[index]  # the white corner turned with it


@pytest.mark.parametrize(("name", "form"), [("a.png", "PNG"), ("a.jpeg", "JPEG"), ("a.gif", "GIF"), ("a.webp", "WEBP")])
def test_what_hides_behind_a_picture_is_left_out(editor: Client, name: str, form: str) -> None:
    assert upload(editor, "images", name, drawn(form) + SCRIPT)["success"]
    content, image = kept()
    assert b"script" not in content
    assert image.format == form


def test_words_in_a_png_go_and_its_colour_profile_and_transparency_stay(editor: Client) -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "Anna")
    output = BytesIO()
    Image.new("RGBA", (9, 9), (0, 0, 0, 0)).save(output, "PNG", pnginfo=words, icc_profile=b"profile" * 30)
    upload(editor, "images", "a.png", output.getvalue())
    content, image = kept()
    assert b"Anna" not in content
    assert image.info["icc_profile"] == b"profile" * 30
    assert image.getpixel((0, 0)) == (0, 0, 0, 0)


def test_what_moves_keeps_moving(editor: Client) -> None:
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "white", "blue")]
    output = BytesIO()
    frames[0].save(output, "GIF", save_all=True, append_images=frames[1:], duration=200, loop=0, comment=b"Anna")
    upload(editor, "images", "a.gif", output.getvalue())
    content, image = kept()
    assert b"Anna" not in content
    assert image.n_frames == 3  # type: ignore[attr-defined]
    assert image.info["duration"] == 200


@pytest.mark.parametrize("form", ["GIF", "WEBP"])
def test_and_at_its_own_pace(editor: Client, form: str) -> None:
    first, *others = (Image.new("RGB", (9, 9), colour) for colour in ("red", "white", "blue"))
    output = BytesIO()
    first.save(output, form, save_all=True, append_images=others, duration=[100, 500, 1000], loop=2)
    upload(editor, "images", f"a.{form.lower()}", output.getvalue())
    _content, image = kept()
    durations = []
    for frame in ImageSequence.Iterator(image):
        frame.load()
        durations.append(frame.info["duration"])
    assert durations == [100, 500, 1000]
    assert image.info["loop"] == 2


# Documents


def office(**members: str) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return output.getvalue()


GOOD = {
    "plan.pdf": b"%PDF-1.7\n1 0 obj",
    "plan.docx": office(word__document_xml="<w/>"),
    "plan.pptx": office(ppt__presentation_xml="<p/>"),
    "plan.xlsx": office(xl__workbook_xml="<x/>"),
    "plan.odt": office(mimetype="application/vnd.oasis.opendocument.text", content_xml="<o/>"),
    "film.mp4": b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 40,
    "film.webm": b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm" + b"\x00" * 40,
    "film.vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\nHallo",
    "lijst.csv": "naam;plaats\r\nZoë;Utrecht\r\n".encode("cp1252"),
    "lees.TXT": "Zoë leest dit".encode(),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_file_that_is_what_it_says_is_taken_whole(editor: Client, name: str) -> None:
    assert upload(editor, "documents", name, GOOD[name])["success"]
    with Document.objects.get().file.open() as file:
        assert file.read() == GOOD[name]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *((name, SCRIPT) for name in GOOD),
        *((name, GOOD["film.mp4" if name != "film.mp4" else "film.webm"]) for name in GOOD),
        ("plan.docx", GOOD["plan.xlsx"]),
        ("plan.xlsx", office(mimetype="application/zip")),
        ("plan.docx", office(word__document_xml="<w/>", word__vbaProject_bin="x")),
        ("plan.docx", GOOD["plan.docx"][:-30]),
        ("plan.odt", office(mimetype="application/vnd.oasis.opendocument.text-template")),
        ("plan.pdf", b"MZ\x90\x00" + b"%PDF-1.7"),
        ("lijst.csv", b"MZ\x90\x00\x03"),
        ("lees.txt", b"\n <svg onload=alert(1)>"),
        ("film.vtt", b"1\n00:00:01,000 --> 00:00:02,000\nHallo"),
    ],
)
def test_one_that_is_not_is_refused_and_says_why(editor: Client, name: str, content: bytes) -> None:
    answer = upload(editor, "documents", name, content)
    assert not answer["success"]
    assert "isn't what its name says" in answer["error_message"]
    assert not Document.objects.exists()


@pytest.mark.parametrize("name", ["plan.html", "plan.svg", "plan.exe", "plan.docm", "plan"])
def test_other_kinds_are_refused(editor: Client, name: str) -> None:
    assert not upload(editor, "documents", name, GOOD["plan.pdf"])["success"]


def test_a_film_may_be_larger_than_other_files(editor: Client, settings: Settings) -> None:
    settings.MOST_IN_A_DOCUMENT = 30
    assert upload(editor, "documents", "film.mp4", GOOD["film.mp4"])["success"]
    answer = upload(editor, "documents", "plan.pdf", b"%PDF-1.7" + b" " * 30, "nl")
    assert "alleen films mogen groter zijn" in answer["error_message"]
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 40
    assert not upload(editor, "documents", "film.mp4", GOOD["film.mp4"])["success"]


def test_the_form_for_one_file_names_the_field(editor: Client) -> None:
    file = Document.objects.create(title="Plan", file=SimpleUploadedFile("plan.pdf", GOOD["plan.pdf"]))
    form = {"title": "Plan", "collection": "1", "file": SimpleUploadedFile("plan.pdf", SCRIPT)}
    answer = editor.post(f"/cms/documents/edit/{file.pk}/", form)
    assert answer.status_code == 200
    assert "file" in answer.context["form"].errors
    assert editor.post(f"/cms/documents/edit/{file.pk}/", {"title": "Ander", "collection": "1"}).status_code == 302


def test_a_packed_part_that_is_broken_is_refused(editor: Client) -> None:
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text" * 20)
    content = bytearray(output.getvalue())
    packed = content.find(b"mimetype") + len(b"mimetype")
    content[packed : packed + 8] = bytes(0xFF ^ byte for byte in content[packed : packed + 8])
    assert "isn't what its name says" in upload(editor, "documents", "plan.odt", bytes(content))["error_message"]


@given(st.binary(max_size=300), st.sampled_from(["pdf", "docx", "odt", "mp4", "webm", "vtt", "csv", "txt", "xyz"]))
def test_nothing_that_is_sent_breaks_the_look_at_it(content: bytes, extension: str) -> None:
    assert holds_what_its_name_says(BytesIO(content), extension) in (True, False)
