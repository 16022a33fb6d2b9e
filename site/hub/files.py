"""Serves what editors uploaded, so that it can do no harm in a visitor's browser, and a film can be scrubbed."""

from __future__ import annotations

import mimetypes
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.static import serve as serve_static
from wagtail.documents.views.serve import serve as serve_document

from .byte_ranges import in_part

HARMLESS = "default-src 'none'; sandbox"
# Browsers show a PDF by a program of their own, which a sandbox keeps out.
SHOWN_BY_THE_BROWSER = "default-src 'none'"
ANY_FILE = "application/octet-stream"


def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture as it is offered on a page."""
    # Nothing beside that folder: documents may be private, and originals larger than anybody needs.
    response: HttpResponseBase
    if isinstance(default_storage, FileSystemStorage):
        response = serve_static(request, path, document_root=str(Path(settings.MEDIA_ROOT) / "images"))
    else:
        response = _from_elsewhere(f"images/{path}")
    if isinstance(response, FileResponse) and not response["Content-Type"].startswith("image/"):
        response["Content-Type"], response["Content-Disposition"] = ANY_FILE, "attachment"
    response["Content-Security-Policy"] = HARMLESS
    return response


def _from_elsewhere(name: str) -> FileResponse:
    """A file from a storage that isn't a folder. A name that leads out of its own folder is nobody's."""
    if ".." in PurePosixPath(name).parts or "//" in name or not default_storage.exists(name):
        raise Http404
    kind = mimetypes.guess_type(name)[0] or ANY_FILE
    return FileResponse(default_storage.open(name), content_type=kind)


def document(request: HttpRequest, document_id: str, name: str) -> HttpResponseBase:
    """A file from the library, for who may have it; a part of it for who asks for a part."""
    response: HttpResponseBase = serve_document(request, document_id, name)
    if not isinstance(response, FileResponse):
        return response
    kind = response["Content-Type"]
    if kind not in settings.WAGTAILDOCS_CONTENT_TYPES.values():
        response["Content-Type"], response["Content-Disposition"] = ANY_FILE, "attachment"
    response["Content-Security-Policy"] = SHOWN_BY_THE_BROWSER if kind == "application/pdf" else HARMLESS
    return in_part(request, response)
