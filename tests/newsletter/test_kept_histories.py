"""Whatever happens to a real site and its newsletter: no item is repeated, and none is missed without a reason.

HISTORIES is how many are tried; the tests try a few, and a change of compiling, freezing or planning asks for more.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from uuid import UUID

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from newsletter.choosing import FIRST_PURPOSES
from newsletter.models import SentItem

from .conftest import Newsletter
from .histories import BEGINNING
from .kept_histories import KEPT_EVENTS, KeptHistory

pytestmark = pytest.mark.django_db
events = st.lists(st.tuples(st.sampled_from(KEPT_EVENTS), st.integers(0, 40)), min_size=10, max_size=30)
# Each takes a second or more, so a failing one isn't made smaller.
histories = settings(
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    max_examples=int(os.environ.get("HISTORIES", "3")),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def begun(newsletter: Newsletter) -> Iterator[KeptHistory]:
    """A first issue has gone out, from which the age of what comes next is counted."""
    with time_machine.travel(BEGINNING, tick=False) as clock:
        history = KeptHistory(newsletter, clock)
        for name, number in (("publish", 1), ("publish", 2), ("make_extra", 0), ("send", 0)):
            history.do(name, number)
        assert SentItem.objects.count() == 2
        yield history


@histories
@given(events)
def test_over_any_history_nothing_is_repeated_and_nothing_is_missed(
    begun: KeptHistory, events: list[tuple[str, int]]
) -> None:
    with transaction.atomic():
        history = begun.again()
        for name, number in events:
            history.do(name, number)
        history.bring_out_what_is_left()
        nothing_is_repeated(history)
        nothing_is_missed(history)
        transaction.set_rollback(True)


def nothing_is_repeated(history: KeptHistory) -> None:
    for reader, got in history.got.items():
        assert max(Counter(got).values(), default=0) <= 1, reader
        firsts = Counter(key for key, purpose in got if purpose in FIRST_PURPOSES)
        assert max(firsts.values(), default=0) <= 1, reader


def nothing_is_missed(history: KeptHistory) -> None:
    new = SentItem.objects.filter(purpose__in=FIRST_PURPOSES)
    sent = set(new.values_list("translation_key", flat=True))
    assert history.readable - history.never <= sent
    for language in ("nl", "en"):
        got = {UUID(key) for key, _purpose in history.got["every_issue", language]}
        assert sent - history.ever_hidden <= got, language
