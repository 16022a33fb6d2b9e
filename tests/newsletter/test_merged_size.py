"""A mail for monthly readers holds more than the issue that is looked at, so it is measured on its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from newsletter import inspecting
from newsletter.approval import approve, current_contents
from newsletter.compiling import compile_issue
from newsletter.models import Dispatch

from .conftest import ANCHOR, Newsletter

pytestmark = pytest.mark.django_db


def test_an_editor_is_warned_when_what_monthly_readers_missed_makes_their_mail_too_long(
    newsletter: Newsletter, time_machine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for title, days in (("Begin maart", 0), ("Half maart", 14)):
        newsletter.article(title, first_published_at=ANCHOR + timedelta(days=days - 1))
        dispatch = newsletter.dispatch(compile_issue(at=ANCHOR + timedelta(days=days)))
        Dispatch.objects.filter(pk=dispatch.pk).update(created_at=ANCHOR + timedelta(days=days))
    time_machine.move_to(ANCHOR + timedelta(days=24))
    newsletter.article("April", first_published_at=ANCHOR + timedelta(days=20))
    issue = compile_issue(at=ANCHOR + timedelta(days=28))
    assert said(current_contents(issue)) == set()
    monkeypatch.setattr(inspecting, "LARGE", 1000)
    assert said(current_contents(issue)) == {"nl", "en"}
    assert approve(issue).state == "approved"


def said(contents: Any) -> set[str]:
    with translation.override("en"):
        found = inspecting.preflight(contents)
    return {one.language for one in found if any("one issue a month" in finding.message for finding in one.findings)}
