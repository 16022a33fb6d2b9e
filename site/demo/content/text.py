"""How the demo's words are written down: a text in two languages, and the blocks of a body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class T:
    """A text in Dutch and in English; `en` is None where it stays in Dutch on purpose."""

    nl: str
    en: str | None

    def in_language(self, language: str) -> str:
        """The text in "nl" or "en"; the Dutch one where there is no translation."""
        return self.en if language == "en" and self.en is not None else self.nl


@dataclass(frozen=True)
class Heading:
    """A heading inside a body."""

    block: ClassVar[str] = "heading"
    text: T


@dataclass(frozen=True)
class Text:
    """One paragraph or one list, as simple HTML."""

    block: ClassVar[str] = "text"
    html: T


@dataclass(frozen=True)
class Quote:
    """Words of a role or of an invented person."""

    block: ClassVar[str] = "quote"
    text: T
    attribution: T


@dataclass(frozen=True)
class Statement:
    """One sentence, set large."""

    block: ClassVar[str] = "statement"
    text: T


@dataclass(frozen=True)
class KeyFigure:
    """A number and what it counts."""

    value: T
    label: T


@dataclass(frozen=True)
class KeyFigures:
    """One to four numbers in a row."""

    block: ClassVar[str] = "key_figures"
    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class CallOut:
    """A short text that stands apart; its text is one HTML paragraph."""

    block: ClassVar[str] = "call_out"
    title: T
    html: T


@dataclass(frozen=True)
class Picture:
    """A drawing, by its name, with a caption; its alternative text comes with the drawing."""

    block: ClassVar[str] = "picture"
    drawing: str
    caption: T


@dataclass(frozen=True)
class SignUp:
    """The form to sign up for the newsletter."""

    block: ClassVar[str] = "sign_up"
    title: T
    text: T


Block = Heading | Text | Quote | Statement | KeyFigures | CallOut | Picture | SignUp
Body = tuple[Block, ...]


def heading(nl: str, en: str | None) -> Heading:
    """A heading in both languages."""
    return Heading(T(nl, en))


def paragraph(nl: str, en: str | None) -> Text:
    """A paragraph in both languages; bold parts may be marked with <b>."""
    return Text(T(f"<p>{nl}</p>", f"<p>{en}</p>" if en else None))


def bullets(nl: tuple[str, ...], en: tuple[str, ...] | None) -> Text:
    """A list in both languages."""
    return Text(T(_list(nl), _list(en) if en else None))


def _list(items: tuple[str, ...]) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def figure(nl: str, en: str | None, label_nl: str, label_en: str | None) -> KeyFigure:
    """A key figure in both languages."""
    return KeyFigure(T(nl, en), T(label_nl, label_en))
