from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from .models import NetworkSettings


@require_safe
def theme(request: HttpRequest, version: str) -> HttpResponse:
    """The network's colours as a style sheet that never changes; an older one's address leads to today's."""
    network = NetworkSettings.load(request_or_site=request)
    if version != network.palette.version:
        return HttpResponseRedirect(network.theme_url)
    return HttpResponse(
        network.palette.stylesheet,
        content_type="text/css; charset=utf-8",
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )
