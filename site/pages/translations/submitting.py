"""“Translate” in the admin makes drafts: of a page, of what stands above it and, where asked for, below it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Locale, Page
from wagtail_localize.views import submit_translations

from .drafting import make_draft
from .status import is_translated_by_editors


class SubmitPageTranslationView(submit_translations.SubmitPageTranslationView):
    """wagtail-localize's form, with our way of making what it asks for."""

    def get_object(self) -> Page:
        page = super().get_object()
        if not is_translated_by_editors(type(page)):
            raise Http404
        return page

    def get_form(self) -> Any:
        """With the only language that is left ticked already."""
        form = super().get_form()
        languages = form.fields["locales"]
        languages.label = _("Languages")
        if len(languages.queryset) == 1:
            languages.initial = languages.queryset
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        locales = list(form.cleaned_data["locales"])
        try:
            with transaction.atomic():
                drafts = [make_draft(self.object, locale, self.request.user) for locale in locales]
        except ValidationError as error:
            messages.error(self.request, _("The page can't be translated yet: %s") % " ".join(error.messages))
            return self.render_to_response(self.get_context_data())
        names = ", ".join(str(locale.get_display_name()) for locale in locales)
        messages.success(
            self.request,
            _("A draft of “%(page)s” is ready to be translated (%(languages)s).")
            % {"page": self.object.get_admin_display_title(), "languages": names},
        )
        if form.cleaned_data["include_subtree"]:
            self._translate_below(locales)
        single = drafts[0] if len(drafts) == 1 else None
        return redirect(self.get_success_url() or self.get_default_success_url(single))

    def _translate_below(self, locales: list[Locale]) -> None:
        from ..tasks import make_drafts_below

        for locale in locales:
            make_drafts_below.defer(page_id=self.object.pk, locale_id=locale.pk, user_id=self.request.user.pk)
        count = self.object.get_descendants().count()
        messages.info(
            self.request,
            ngettext(
                "A draft of the page below it follows in a moment.",
                "Drafts of the %(count)s pages below it follow in a moment.",
                count,
            )
            % {"count": count},
        )
