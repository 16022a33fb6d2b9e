"""Whether a file holds what its name says. Its content is looked at, never run and never unpacked."""

from __future__ import annotations

import re
import zipfile
from typing import IO

FILMS = ("mp4", "webm")
# What has to be in an office document, which is a zip file; one with programs in it has another extension.
MEMBERS = {"docx": "word/document.xml", "pptx": "ppt/presentation.xml", "xlsx": "xl/workbook.xml"}
PROGRAM = "vbaProject.bin"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
BEGINNING = 4096
NOT_IN_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
MARKUP = re.compile(r"\s*<(?:!doctype|!--|\?xml|html|head|body|script|svg|iframe|meta)\b", re.IGNORECASE)


def holds_what_its_name_says(file: IO[bytes], extension: str) -> bool:
    """Whether the content of a file is of the kind that an extension (lower case, without dot) stands for."""
    file.seek(0)
    beginning = file.read(BEGINNING)
    try:
        return _matches(extension, beginning, file)
    finally:
        file.seek(0)


def _matches(extension: str, beginning: bytes, file: IO[bytes]) -> bool:
    match extension:
        case "pdf":
            return beginning.startswith(b"%PDF-")
        case "mp4":
            return beginning[4:8] == b"ftyp"
        case "webm":
            return beginning.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in beginning
        case "docx" | "pptx" | "xlsx" | "odt":
            return _is_office_document(file, extension)
        case "vtt":
            return beginning.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT") and _is_text(file)
        case "csv" | "txt":
            return _is_text(file)
        case _:
            return False


def _is_office_document(file: IO[bytes], extension: str) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if any(name.endswith(PROGRAM) for name in names):
                return False
            if extension == "odt":
                with archive.open("mimetype") as kind:
                    return kind.read(len(OPEN_DOCUMENT) + 1) == OPEN_DOCUMENT
            return MEMBERS[extension] in names
    # A zip file can be broken in as many ways as it has readers, and each decompressor has errors of its own.
    except Exception:
        return False


def _is_text(file: IO[bytes]) -> bool:
    file.seek(0)
    text = _decoded(file.read())
    return not NOT_IN_TEXT.search(text) and not MARKUP.match(text)


def _decoded(content: bytes) -> str:
    """Text as a spreadsheet or an editor saved it; what is no text comes out with signs that text hasn't."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
