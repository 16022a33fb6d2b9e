"""Answers a request for a part of a file (RFC 9110, section 14): one range; for several, the whole is as good."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
CHUNK = 64 * 1024


def in_part(request: HttpRequest, response: FileResponse) -> HttpResponseBase:
    """The part that a request asks for of a file that is being sent whole; the whole, if it asks for none."""
    if response.status_code != 200 or not response.file_to_stream:
        return response
    response["Accept-Ranges"] = "bytes"
    size = int(response["Content-Length"])
    wanted = _wanted(request, response, size)
    if wanted is None:
        return response
    file = response.file_to_stream
    if wanted.start >= size or not wanted:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"})
    file.seek(wanted.start)
    response.streaming_content = _read(file, len(wanted))
    response.status_code = 206
    response["Content-Range"] = f"bytes {wanted.start}-{wanted.stop - 1}/{size}"
    response["Content-Length"] = str(len(wanted))
    return response


def _wanted(request: HttpRequest, response: FileResponse, size: int) -> range | None:
    """The bytes that are asked for, empty if there are none such; None for the whole file."""
    match = RANGE.fullmatch(request.headers.get("Range", "").strip())
    if request.method != "GET" or match is None or not _is_still_the_same(request, response):
        return None
    first, last = match.groups()
    if first:
        end = min(int(last), size - 1) if last else size - 1
        # An order that makes no sense is no order.
        return None if last and int(last) < int(first) else range(int(first), max(end + 1, int(first)))
    if last:
        return range(max(size - int(last), 0), size) if int(last) else range(0)
    return None


def _is_still_the_same(request: HttpRequest, response: FileResponse) -> bool:
    """Whether the file is the one that the asker has the other parts of."""
    has = request.headers.get("If-Range")
    return has is None or has in (response.headers.get("ETag"), response.headers.get("Last-Modified"))


def _read(file: IO[bytes], length: int) -> Iterator[bytes]:
    while length > 0 and (chunk := file.read(min(CHUNK, length))):
        length -= len(chunk)
        yield chunk
