from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from .search.asking import Question, answer


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Finds public pages, people and organisations; whatever the query string is, there is an answer."""
    given = answer(Question.read(request.GET), get_language() or settings.LANGUAGE_CODE)
    return render(request, "pages/search.html", {"answer": given})
