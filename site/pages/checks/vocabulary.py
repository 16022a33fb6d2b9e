"""The words that the checks know, by language. A language that isn't here gets the checks that need none."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Vocabulary:
    """Link texts that say nothing about where they lead, and words whose meaning depends on today."""

    vague_links: frozenset[str]
    relative_time: re.Pattern[str]


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


DUTCH = Vocabulary(
    vague_links=frozenset(
        {
            "hier",
            "klik hier",
            "klik hier voor meer informatie",
            "deze link",
            "via deze link",
            "link",
            "lees meer",
            "lees verder",
            "lees hier meer",
            "lees hier verder",
            "meer",
            "meer info",
            "meer informatie",
            "meer lezen",
            "verder lezen",
            "bekijk hier",
            "download",
            "download hier",
            "deze pagina",
            "website",
        }
    ),
    relative_time=_words(
        "vandaag",
        "gisteren",
        "eergisteren",
        "(?<!de )(?<!goede )morgen",
        "overmorgen",
        "onlangs",
        "binnenkort",
        "zojuist",
        "(?:afgelopen|vorige?|volgende?|komende?|aanstaande|deze|dit) "
        "(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|weekend|weken|week|maanden|maand|kwartaal|"
        "jaren|jaar|lente|voorjaar|zomer|herfst|najaar|winter|periode|dagen|tijd)",
    ),
)
ENGLISH = Vocabulary(
    vague_links=frozenset(
        {
            "here",
            "click here",
            "click",
            "this link",
            "link",
            "more",
            "more info",
            "more information",
            "read more",
            "read on",
            "learn more",
            "find out more",
            "download",
            "download here",
            "this page",
            "website",
        }
    ),
    relative_time=_words(
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "recently",
        "soon",
        "shortly",
        "(?:last|past|previous|next|coming|upcoming|this) "
        "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend|weeks|week|months|month|quarter|"
        "years|year|spring|summer|autumn|winter|period|days)",
    ),
)
VOCABULARIES = {"nl": DUTCH, "en": ENGLISH}


def vocabulary_of(language: str) -> Vocabulary | None:
    """The words of a language, whichever region's: `en-GB` is English."""
    return VOCABULARIES.get(language.split("-")[0])
