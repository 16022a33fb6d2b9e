"""Workers killed while a provider has their calls: before it has answered, and after."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from newsletter.accounting import accounting_of
from newsletter.models import Dispatch

from .crash_world import READERS, WINDOW, Workers, World, database_url, forget_jobs, forking_process, wait_for
from .provider_server import Provider, brevo, provider_at_work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def without_jobs(transactional_db: None) -> Iterator[None]:
    yield
    forget_jobs()


@pytest.fixture
def at_brevo() -> Iterator[Provider]:
    with provider_at_work("anymail+brevo", brevo) as provider:
        yield provider


@pytest.fixture
def world(at_brevo: Provider, tmp_path: Path) -> World:
    connection.ensure_connection()
    log = tmp_path / "no-mail-server.log"
    log.touch()
    return World(Workers(forking_process(database_url()), at_brevo.settings), log)


def states_after(dispatch: Dispatch, provider: Provider) -> dict[str, str]:
    """Who is in which state, once it is seen that nobody was in two calls and nobody is missing without a record."""
    dispatch.refresh_from_db()
    assert accounting_of(dispatch).adds_up
    assert dispatch.finished_at is not None
    states = dict(dispatch.deliveries.values_list("email_key", "state"))
    assert states.keys() == set(READERS)
    called = Counter(address for call in provider.calls for address in call.readers)
    assert set(called.values()) == {1}
    assert {state for address, state in states.items() if address not in called} <= {"in_doubt"}
    return states


def test_killed_while_the_provider_has_its_call_a_worker_leaves_those_readers_in_doubt(
    world: World, at_brevo: Provider
) -> None:
    dispatch = world.dispatch()
    at_brevo.delay = 30
    worker = world.workers.start()
    wait_for(lambda: at_brevo.calls)
    os.kill(worker, signal.SIGKILL)
    assert world.workers.wait(worker) == -signal.SIGKILL
    in_calls = {address for call in at_brevo.calls for address in call.readers}
    at_brevo.delay = 0
    assert world.recover(dispatch) <= WINDOW
    assert world.workers.run() == 0
    states = states_after(dispatch, at_brevo)
    doubtful = {address for address, state in states.items() if state == "in_doubt"}
    assert doubtful == in_calls
    assert {states[address] for address in set(READERS) - doubtful} == {"accepted"}


@pytest.mark.parametrize(
    "step",
    [
        "newsletter.providers.calling.Caller.send:before:2",
        "newsletter.providers.calling.Caller.send:after:1",
        "newsletter.providers.calling.Caller.send:after:3",
        "newsletter.sending.ledger.settle:before:2",
    ],
)
def test_killed_at_any_step_of_a_call_nobody_is_in_two(world: World, at_brevo: Provider, step: str) -> None:
    dispatch = world.dispatch()
    assert world.workers.run(step) == -signal.SIGKILL
    assert world.recover(dispatch) <= WINDOW
    assert world.workers.run() == 0
    states = states_after(dispatch, at_brevo)
    assert set(states.values()) <= {"accepted", "in_doubt"}
