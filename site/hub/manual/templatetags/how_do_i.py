from __future__ import annotations

from collections.abc import Iterator

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page

from hub.manual.guides import NAME_ON_SCREEN, about, guides

register = template.Library()


@register.simple_tag(takes_context=True)
def how_do_i_url(context: Context) -> str:
    """Where the manual says more about what the admin shows now: the guide, those to choose from, or all of them."""
    request = getattr(context, "request", None) or context.get("request")
    every = guides(str(get_language()))
    for place in _places(context, request) if request else ():
        if of_use := about(place, every):
            alone = reverse("manual:guide", args=[of_use[0].name])
            return alone if len(of_use) == 1 else f"{reverse('manual:index')}?at={place}"
    return reverse("manual:index")


def _places(context: Context, request: HttpRequest) -> Iterator[str]:
    """What is on the screen, the narrowest name first."""
    if "translation" in context and "page" in context:
        yield "translation"
    if isinstance(page := context.get("page"), Page):
        yield page.specific_class._meta.label_lower
    if (match := request.resolver_match) is None:
        return
    app = match.kwargs.get("content_type_app_name") or match.kwargs.get("app_name")
    model = match.kwargs.get("content_type_model_name") or match.kwargs.get("model_name")
    if app and model:
        yield f"{app}.{model}"
    yield match.view_name


@register.filter
def with_names(text: str) -> SafeString:
    """What a guide says, with the names that stand on the screen made bold."""
    pieces = NAME_ON_SCREEN.split(text)
    bold = zip(pieces[:-1:2], pieces[1::2], strict=True)
    return format_html_join("", "{}<b>{}</b>", bold) + format_html("{}", pieces[-1])
