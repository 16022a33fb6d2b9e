from django import template
from django.conf import settings
from django.http import HttpRequest

register = template.Library()


@register.filter
def is_for_staff(request: HttpRequest | None) -> bool:
    """Whether a page may carry the editor's bar: in a preview, or when a session cookie came along.

    Asking who the visitor is would make every page vary by cookie.
    """
    if request is None:
        return False
    return bool(getattr(request, "is_preview", False)) or settings.SESSION_COOKIE_NAME in request.COOKIES
