"""Names that probably belong to the same person or organisation: plain functions over plain values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

# Two names are alike when so much of them is the same: “de Vries” and “de Fries” are, “Berg” and “Bergsma” aren't.
ALIKE = 0.9

TITLES = {"dr", "drs", "ds", "ing", "ir", "mr", "mw", "dhr", "mevr", "prof", "bsc", "msc", "ma", "phd"}
LEGAL_FORMS = {"bv", "nv", "stichting", "vereniging", "cooperatie", "ua", "foundation", "ltd"}


def is_probably_one_person(names: Iterable[str], others: Iterable[str]) -> bool:
    """Whether somebody who goes by `names` may be the one who goes by `others`.

    Case, accents, titles and the order of the names don't matter; an initial may stand for a first name, and half of
    a double surname for the whole.
    """
    mine, theirs = ([_words(name, TITLES) for name in group if name.strip()] for group in (names, others))
    return any(_is_one_person(one, other) for one in mine for other in theirs if one and other)


def is_probably_one_organisation(name: str, other: str) -> bool:
    """Whether two names, of whatever case and with or without a legal form, may be the same organisation's."""
    one, another = _words(name, LEGAL_FORMS), _words(other, LEGAL_FORMS)
    return bool(one and another) and _is_alike(one, another)


def _is_one_person(one: list[str], other: list[str]) -> bool:
    if _is_alike(one, other):
        return True
    if one[0] != other[0] and not _is_initial_of(one[0], other[0]) and not _is_initial_of(other[0], one[0]):
        return False
    surname, other_surname = one[1:], other[1:]
    return bool(surname and other_surname) and (_is_part(surname, other_surname) or _is_part(other_surname, surname))


def _is_part(surname: list[str], whole: list[str]) -> bool:
    """Whether a surname is the beginning or the end of a longer one, or the same."""
    length = len(surname)
    return surname in (whole[:length], whole[-length:])


def _is_initial_of(letter: str, name: str) -> bool:
    return len(letter) == 1 and name.startswith(letter)


def _is_alike(one: list[str], other: list[str]) -> bool:
    if sorted(one) == sorted(other):
        return True
    if _numbers(one) != _numbers(other):
        return False
    return SequenceMatcher(None, " ".join(one), " ".join(other)).ratio() >= ALIKE


def _numbers(words: list[str]) -> list[str]:
    return [word for word in words if any(character.isdigit() for character in word)]


def _words(name: str, without: set[str]) -> list[str]:
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    words = re.findall(r"\w+", plain.casefold().replace("b.v.", "bv").replace("n.v.", "nv"))
    return [word for word in words if word not in without]
