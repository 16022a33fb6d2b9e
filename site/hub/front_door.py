from django.http import HttpRequest, HttpResponseRedirect
from django.utils.translation import get_language


def front_door(request: HttpRequest) -> HttpResponseRedirect:
    """Leads to the home page in the language that the visitor's browser asks for.

    Django's own redirect would say that it depends on a cookie too, which nobody sets, and proxies would not keep it.
    """
    return HttpResponseRedirect(f"/{get_language()}/")
