"""A short text in every language of the site, edited side by side: for what is too small to translate on its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _


def languages() -> list[str]:
    """The codes of the languages that the site's content comes in, the first one first."""
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


class Words(dict[str, str]):
    """A text by language code. As a string it is the reader's language, else the first one that is there."""

    def __str__(self) -> str:
        return self.get(get_language() or "") or next((self[code] for code in languages() if self.get(code)), "")

    def __bool__(self) -> bool:
        return any(self.values())


class WordsField(models.JSONField):
    """Holds `Words`. `max_length` counts the characters of each language's text."""

    def __init__(self, *args: Any, max_length: int = 200, rows: int = 1, **kwargs: Any) -> None:
        self.text_max_length, self.rows = max_length, rows
        super().__init__(*args, **{"default": Words, "blank": True, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "max_length": self.text_max_length}

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Words:
        return Words(super().from_db_value(value, expression, connection) or {})

    def to_python(self, value: Any) -> Words:
        return value if isinstance(value, Words) else Words(value or {})

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        texts = value.values() if isinstance(value, Mapping) else [None]
        if not all(isinstance(text, str) and len(text) <= self.text_max_length for text in texts):
            raise ValidationError(_("A text is longer than %d characters.") % self.text_max_length)

    def formfield(self, **kwargs: Any) -> Any:
        own = {"label": capfirst(self.verbose_name), "help_text": self.help_text, "required": not self.blank}
        return WordsFormField(max_length=self.text_max_length, rows=self.rows, **own)


class WordsInput(forms.MultiWidget):
    """One box for each language, each with the language's name."""

    template_name = "network/widgets/words.html"

    def __init__(self, rows: int = 1, attrs: dict[str, Any] | None = None) -> None:
        self.codes = languages()
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            code: forms.Textarea({"rows": rows, "lang": code}) if rows > 1 else forms.TextInput({"lang": code})
            for code in self.codes
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: Any) -> list[str]:
        return [(value or {}).get(code, "") for code in self.codes]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for code, box in zip(self.codes, context["widget"]["subwidgets"], strict=True):
            box["language"] = get_language_info(code)["name_local"].capitalize()
        return context


class WordsFormField(forms.MultiValueField):
    """The form's side of a `WordsField`."""

    def __init__(self, *, max_length: int, rows: int, **kwargs: Any) -> None:
        fields = [forms.CharField(required=False, max_length=max_length) for _code in languages()]
        kwargs["widget"] = WordsInput(rows)
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: Any) -> Words:
        texts = zip(self.widget.codes, cast("list[str]", data_list) or [], strict=False)
        return Words({code: text for code, text in texts if text})

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = initial if isinstance(initial, list) else self.widget.decompress(initial)
        return [text or "" for text in before] != [text or "" for text in data]
