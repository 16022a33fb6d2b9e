"""What isn't translated into a language is shown in English, the language of the code."""

from __future__ import annotations

from django.utils.translation import trans_real


def show_in_english() -> None:
    """Has texts that a language lacks read in English, and addresses made of them too.

    Django would take them from the network's first language: a German reader would find Dutch words on the buttons.
    """

    def without_another_language(self: trans_real.DjangoTranslation, localedirs: object = None) -> None:
        """Without a fallback, gettext answers with the words in the code."""

    trans_real.DjangoTranslation._add_fallback = without_another_language  # type: ignore[attr-defined]
    trans_real._translations.clear()  # type: ignore[attr-defined]
