"""A block that is filled in by half keeps no draft from being saved, and keeps it from being published."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from academy.models import LearningThemePage
from blocks.body import BodyBlock

HALF_FILLED: list[tuple[Any, dict[str, Any]]] = [
    (BodyBlock(), {"type": "button", "value": {"label": "Lees verder"}}),
    (BodyBlock(), {"type": "video", "value": {"title": "De film"}}),
    (BodyBlock(), {"type": "contact", "value": {"label": "Redactie"}}),
    (BodyBlock(), {"type": "table", "value": {"columns": [], "rows": [{"first": "een", "second": "twee"}]}}),
    (LearningThemePage.questions.field.stream_block, {"type": "question", "value": {"text": "", "status": "answered"}}),
]


@pytest.mark.parametrize(("stream", "raw"), HALF_FILLED, ids=[raw["type"] for _stream, raw in HALF_FILLED])
def test_a_half_filled_block_is_kept_in_a_draft_and_not_published(db: None, stream: Any, raw: dict[str, Any]) -> None:
    value = stream.to_python([raw])
    with pytest.raises(ValidationError):
        stream.clean(value)
    stream.clean_deferred(value)
