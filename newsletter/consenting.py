"""The words that somebody agrees to who signs up: those of the software, until managers write their own."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from network.models import NetworkSettings

from .models import ConsentText


def consent_words() -> str:
    """What somebody agrees to who signs up, in the language that is active."""
    return words_of(NetworkSettings.load())


def words_of(network: NetworkSettings) -> str:
    """The same, for who has the network's settings at hand."""
    own: str = network.consent_words.get(get_language() or "", "")
    return own or _(
        "By signing up you ask %(network)s to send you its newsletter by e-mail. We use your address for nothing else, "
        "we don't measure what you open or read, and you can unsubscribe with one click in every mail."
    ) % {"network": network.name}


def fingerprint(words: str) -> str:
    """What a form says of the words that it showed."""
    return salted_hmac("newsletter.consent", words).hexdigest()[:16]


@transaction.atomic
def write(language: str, words: str, by: Any) -> ConsentText | None:
    """Puts words in force for a language, none for those of the software; None if they are in force already.

    Words that are new there become its next version. Who agreed before did so to the version that they read.
    """
    network = NetworkSettings.objects.select_for_update().get(pk=NetworkSettings.load().pk)
    with override(language):
        before = words_of(network)
        network.consent_words.pop(language, None)
        if words and words != words_of(network):
            network.consent_words[language] = words
        now = words_of(network)
    if now == before:
        return None
    network.save(update_fields=["consent_words"])
    text = ConsentText.of(language, now)
    log(text, "newsletter.write_consent", user=by)
    return text
