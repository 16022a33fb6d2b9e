from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .content import Content, Passage
from .findings import Finding, advises
from .vocabulary import vocabulary_of

LONGEST_SENTENCE = 25
OLD = datetime.timedelta(days=92)

SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+")
# A small letter before it: “UtrechtZorg” and “eHealth” are names, “onTstaan” isn't.
STRAY_CAPITAL = re.compile(r"^[^\W\d_A-Z]{2,}[A-Z]", re.UNICODE)
GLUED_SENTENCES = re.compile(r"[^\W\d_]{2,}[.,;:!?][A-Z][^\W\d_]+")
ADDRESS = re.compile(r"@|/|^www\.", re.IGNORECASE)
TYPED_BULLET = re.compile(r"^\s*[-–—•·▪*]\s")
SPACES = re.compile(r"[ \u00a0]{2,}")


def check(content: Content) -> list[Finding]:
    """What makes a text hard to read, or wrong by the passing of time; and what pasting left behind."""
    return [finding for passage in content.passages for finding in _check_one(passage, content)]


def _check_one(passage: Passage, content: Content) -> Iterator[Finding]:
    if sentence := _longest_sentence(passage):
        message = _("A sentence of more than %(most)d words is hard to read: “%(start)s…”")
        start = " ".join(sentence.split()[:6])
        yield advises(message % {"most": LONGEST_SENTENCE, "start": start}, passage.where)
    if words := _relative_words(passage, content):
        message = _("The page is more than three months old. A reader can't tell when this is: %s. Write a date.")
        yield advises(message % _listed(words), passage.where)
    if words := [word for line in passage.lines for word in line.split() if _is_glued(word)]:
        yield advises(_("Pasting may have glued or spoiled a word: %s.") % _listed(words), passage.where)
    if any(TYPED_BULLET.match(line) for line in passage.lines):
        yield advises(
            _("A line begins with a dash or a dot. Make it a list, so that it is read as one."), passage.where
        )
    if any(SPACES.search(line) for line in passage.lines):
        yield advises(_("There are two spaces in a row."), passage.where)


def _longest_sentence(passage: Passage) -> str:
    sentences = (sentence for line in passage.lines for sentence in SENTENCE_END.split(line))
    longest = max(sentences, key=lambda sentence: len(sentence.split()), default="")
    return longest if len(longest.split()) > LONGEST_SENTENCE else ""


def _relative_words(passage: Passage, content: Content) -> list[str]:
    vocabulary = vocabulary_of(content.language)
    if not vocabulary or not content.date or content.today - content.date <= OLD:
        return []
    return [word for line in passage.lines for word in vocabulary.relative_time.findall(line)]


def _is_glued(word: str) -> bool:
    return not ADDRESS.search(word) and bool(STRAY_CAPITAL.search(word) or GLUED_SENTENCES.search(word))


def _listed(words: list[str]) -> str:
    return ", ".join(f"“{word}”" for word in dict.fromkeys(word.strip(".,;:!?()") for word in words))
