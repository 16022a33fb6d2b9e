from collections.abc import Callable

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.conf import settings
from django.http import HttpRequest, HttpResponse

ADMIN_PREFIX = "/cms/"
BEFORE_LOG_IN = ("/cms/login/", "/cms/password_reset/")
ADMIN_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "base-uri": [NONE],
    "form-action": [SELF],
    "object-src": [NONE],
}


class AdminContentSecurityPolicy:
    """Gives the admin a policy that its own inline scripts and styles pass, under its own path only.

    Whoever isn't logged in yet gets pages by the public policy.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(ADMIN_PREFIX) and not request.path.startswith(BEFORE_LOG_IN):
            response._csp_replace = ADMIN_POLICY  # type: ignore[attr-defined]
        return response


class ResourcePolicy:
    """Lets other sites show our pictures, as web mail does with a newsletter's, and nothing else of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_picture = request.path.startswith(settings.MEDIA_URL)
        response["Cross-Origin-Resource-Policy"] = "cross-origin" if is_picture else "same-origin"
        return response
