"""The short addresses that every public body's accessibility statement is found under."""

from django.http import Http404, HttpRequest, HttpResponseRedirect
from wagtail.models import Locale

from pages.models import AccessibilityStatementPage
from pages.visibility import public


def accessibility_statement(request: HttpRequest, language: str) -> HttpResponseRedirect:
    """Leads to the statement in a language, else in the one it was written in; a 404 while there is none."""
    statements = public(AccessibilityStatementPage.objects.order_by("path"))
    locale = Locale.objects.filter(language_code=language).first()
    statement = statements.filter(locale=locale).first() or statements.first()
    url = statement.get_url(request) if statement else None
    if not url:
        raise Http404
    return HttpResponseRedirect(url)
