from django.http import HttpRequest, HttpResponseRedirect
from django.utils.translation import get_language
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

from pages.languages import open_languages


def front_door(request: HttpRequest) -> HttpResponseRedirect:
    """Leads to the home page in the language that the visitor's browser asks for, of those that there is one in.

    Django's own redirect would say that it depends on a cookie too, which nobody sets, and proxies would not keep it.
    """
    return HttpResponseRedirect(f"/{_language_for(request)}/")


def _language_for(request: HttpRequest) -> str:
    asked, found = get_language() or "", open_languages()
    if asked in found or not found:
        return asked
    for wanted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            code = get_supported_language_variant(wanted)
        except LookupError:
            continue
        if code in found:
            return code
    return found[0]
