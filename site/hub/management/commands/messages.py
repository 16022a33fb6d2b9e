from __future__ import annotations

import io
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from babel.messages.extract import extract_python
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

KEYWORDS = [
    "_",
    "gettext",
    "gettext_lazy",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "npgettext",
]
SOURCES = ["site", "news", "academy", "newsletter", "templates"]


class Command(BaseCommand):
    help = (
        "Brings the translation files up to date with the strings in the code and the templates; "
        "with --check, fails where one is missing, untranslated or no longer used."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing, fail when something is wrong")

    def handle(self, *args: Any, **options: Any) -> None:
        used = messages_in(settings.ROOT)
        wrong = []
        for path in sorted(settings.ROOT.glob("locale/*/LC_MESSAGES/django.po")):
            catalogue = polib.pofile(str(path), wrapwidth=110)
            if options["check"]:
                wrong += [f"{path.relative_to(settings.ROOT)}: {line}" for line in faults(catalogue, used)]
            else:
                update(catalogue, used)
                catalogue.save()
        if wrong:
            raise CommandError("\n".join(wrong))


Key = tuple[str, str, str]
"""Context, message and its plural form; the last two as they stand in the code."""


def messages_in(root: Path) -> dict[Key, list[str]]:
    """Every translatable string below `root`, with the files that it stands in."""
    found: dict[Key, list[str]] = {}
    for folder in SOURCES:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"}:
                for key in messages_in_file(path):
                    places = found.setdefault(key, [])
                    if (place := str(path.relative_to(root))) not in places:
                        places.append(place)
    return found


def messages_in_file(path: Path) -> Iterator[Key]:
    """The translatable strings of one Python file or Django template."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Django turns a template into calls of gettext amid filler; what indents those means nothing in Python.
        source = "\n".join(line.lstrip() for line in templatize(source).splitlines())
    found = extract_python(io.BytesIO(source.encode()), dict.fromkeys(KEYWORDS), (), {})
    for _line, called, message, _comments in found:
        if not message:
            continue  # it is called with a name, whose words are elsewhere
        function = str(called)
        parts = [part for part in ([message] if isinstance(message, str) else message) if part]
        context = parts.pop(0) if "pgettext" in function else ""
        if parts:
            yield context, parts[0], parts[1] if "ngettext" in function or "npgettext" in function else ""


def key_of(entry: polib.POEntry) -> Key:
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""


def faults(catalogue: polib.POFile, used: dict[Key, list[str]]) -> list[str]:
    """What keeps a catalogue from being complete, one line each."""
    entries = {key_of(entry): entry for entry in catalogue if not entry.obsolete}
    missing = [f"missing: {key[1]!r} ({', '.join(places)})" for key, places in used.items() if key not in entries]
    unused = [f"no longer used: {key[1]!r}" for key in entries if key not in used]
    untranslated = [f"untranslated: {key[1]!r}" for key, entry in entries.items() if not entry.translated()]
    return [*missing, *unused, *untranslated]


def update(catalogue: polib.POFile, used: dict[Key, list[str]]) -> None:
    """Add what is new to a catalogue, drop what is no longer used, and note where each string stands."""
    for entry in [entry for entry in catalogue if entry.obsolete or key_of(entry) not in used]:
        catalogue.remove(entry)
    entries = {key_of(entry): entry for entry in catalogue}
    for (context, message, plural), places in used.items():
        if (context, message, plural) not in entries:
            catalogue.append(new_entry(context, message, plural))
            entries[context, message, plural] = catalogue[-1]
        entry = entries[context, message, plural]
        entry.occurrences = [(place, "") for place in places]
        if "%(" in message or "%s" in message:
            entry.flags = ["python-format"]
    catalogue.sort(key=lambda entry: (entry.msgid.lower(), entry.msgctxt or ""))


def new_entry(context: str, message: str, plural: str) -> polib.POEntry:
    """An entry without its translation; gettext's two forms are those of Dutch and English."""
    entry = polib.POEntry(msgctxt=context or None, msgid=message)
    if plural:
        entry.msgid_plural = plural
        entry.msgstr_plural = {0: "", 1: ""}
    return entry
