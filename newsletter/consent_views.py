"""The words of consent in the admin: what is in force in each language, and every version that there was."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import get_language_info, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets import AdminAutoHeightTextInput

from .consenting import consent_words, write
from .models import ConsentText

WRITE = "newsletter.add_consenttext"
LONGEST_WORDS = 1_000


class WordsForm(forms.Form):
    """The words in one language."""

    words = forms.CharField(
        max_length=LONGEST_WORDS,
        required=False,
        widget=AdminAutoHeightTextInput,
        help_text=gettext_lazy("Plain text. Empty: the words that come with the software."),
    )

    def __init__(self, language: str, data: Any = None) -> None:
        with override(language):
            super().__init__(data, prefix=language, initial={"words": consent_words()})
        self.language = language
        self.fields["words"].label = get_language_info(language)["name_translated"].capitalize()

    def clean_words(self) -> str:
        """In one paragraph, as a form shows them."""
        return " ".join(self.cleaned_data["words"].split())


class ConsentWordsView(WagtailAdminTemplateMixin, TemplateView):
    """What people agree to who sign up, for those who may word it."""

    template_name = "newsletter/admin/consent_words.html"
    page_title = gettext_lazy("Words of consent")
    header_icon = "doc-full"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(WRITE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Puts the words of one language in force."""
        language = request.POST.get("language", "")
        if language not in dict(settings.LANGUAGES):
            raise BadRequest
        form = WordsForm(language, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(wrong=form), status=422)
        if text := write(language, form.cleaned_data["words"], request.user):
            messages.success(request, _("From now on, who signs up agrees to version %(text)s.") % {"text": text})
        else:
            messages.info(request, _("These words are in force already."))
        return redirect("newsletter_consent:index")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("newsletter_consent:index"), "label": str(self.page_title)}
        return [*super().get_breadcrumbs_items(), index]

    def get_context_data(self, wrong: WordsForm | None = None, **kwargs: Any) -> dict[str, Any]:
        codes = [code for code, _name in settings.LANGUAGES]
        texts = ConsentText.objects.annotate(agreed=Count("consents", filter=Q(consents__confirms__isnull=False)))
        return super().get_context_data(
            forms=[wrong if wrong and wrong.language == code else WordsForm(code) for code in codes],
            texts=texts.order_by("language", "-version"),
            **kwargs,
        )


class ConsentMenuItem(MenuItem):
    """Shown to those who may word it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(WRITE))


class ConsentWordsViewSet(ViewSet):
    name = "newsletter_consent"
    url_prefix = "newsletter/consent"
    icon = "doc-full"
    menu_label = gettext_lazy("Words of consent")
    menu_item_class = ConsentMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", ConsentWordsView.as_view(), name="index")]
