"""Words of the site that are close to what somebody typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from django.core.cache import cache
from django.db.models import F
from django.db.models.functions import Left
from wagtail.models import Locale, Page

from ..visibility import public

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SHORTEST = 3
PAGES_READ, CHARACTERS_READ, WORDS_KEPT = 2_000, 2_000, 12_000
KEPT_FOR = 600  # seconds
CLOSE = 0.75  # of difflib's ratio: one letter wrong in a word of four
WORDS_ASKED, WORDS_OFFERED = 5, 3


def close_words(typed: str, locale: Locale) -> list[str]:
    """Words on public pages in a language that are close to those typed, the closest first; at most one query.

    Close is what begins as a typed word does, what has it in itself, as Dutch compounds do, and what is spelt much
    like it.
    """
    asked = [word for word in WORD.findall(typed.lower()) if len(word) >= SHORTEST][:WORDS_ASKED]
    if not asked:
        return []
    known = _vocabulary(locale)
    return list(dict.fromkeys(word for each in asked for word in _close_to(each, known)))


def _close_to(typed: str, known: list[str]) -> Iterator[str]:
    if typed in known:
        yield typed
    near = [word for word in known if abs(len(word) - len(typed)) <= 2]
    yield from get_close_matches(typed, near, WORDS_OFFERED, CLOSE)
    yield from [word for word in known if word.startswith(typed)][:WORDS_OFFERED]
    yield from [word for word in known if typed in word][:WORDS_OFFERED]


def _vocabulary(locale: Locale) -> list[str]:
    """The words of the newest public pages, the most used first; kept for some minutes."""
    key = f"pages.search.vocabulary.{locale.language_code}"
    return cache.get_or_set(key, lambda: _words_on(locale), KEPT_FOR) or []


def _words_on(locale: Locale) -> list[str]:
    pages = public(Page.objects.filter(locale=locale)).order_by("-last_published_at", "-pk")
    texts = pages.values_list("title", Left(F("index_entries__body_text"), CHARACTERS_READ))[:PAGES_READ]
    used = Counter(
        word for text in texts for word in WORD.findall(" ".join(filter(None, text)).lower()) if len(word) >= SHORTEST
    )
    return [word for word, _times in used.most_common(WORDS_KEPT)]
