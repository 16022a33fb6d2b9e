"""Writes the golden issue's mails as they are rendered now."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.development")
django.setup()

from django.test import override_settings  # noqa: E402

from tests.newsletter.golden.issue import FOLDER, ISSUES, SITE, rendered  # noqa: E402

with override_settings(PUBLIC_URL=SITE):
    for language in ISSUES:
        mail = rendered(language)
        (FOLDER / f"{language}.html").write_text(mail.html)
        (FOLDER / f"{language}.txt").write_text(mail.text)
