"""Real workers that are killed with no chance to say goodbye, at every step of the protocol, and those that come after.

`make crashtest` does it a thousand times; CRASHES says how often here.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsletter.accounting import accounting_of
from newsletter.models import Dispatch
from newsletter.sending.deciding import resend_doubtful, undecided

from .crash_workers import STEPS
from .crash_world import CRASHES, READERS, SEED, WINDOW, check, forget_jobs, wait_for, world_with

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def without_jobs(transactional_db: None) -> Iterator[None]:
    yield
    forget_jobs()


def test_whatever_is_killed_whenever_nobody_gets_it_twice_or_is_left_out_without_a_record(tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311
    # However few there are, first every step has its turn, before it or after it.
    turns = [("before", "after"), ("after", "before")]
    steps = [f"{step}:{turns[place % 2][number]}" for number in (0, 1) for place, step in enumerate(STEPS)]
    with world_with(tmp_path) as world:
        died = Counter[str]()
        crashes = 0
        while crashes < CRASHES:
            dispatch = world.dispatch()
            kills = 0
            for _ in range(chance.randint(2, 4)):
                step = steps[crashes] if crashes < len(steps) else chance.choice(steps)
                code = world.workers.run(f"{step}:{chance.choice([1, 1, 2, 5])}")
                crashes += 1
                if code == -signal.SIGKILL:
                    kills += 1
                    died[step] += 1
                    assert world.recover(dispatch) <= WINDOW
            assert world.workers.run() == 0
            check(world, dispatch, kills)
            doubtful = set(undecided(dispatch).values_list("email_key", flat=True))
            got = {record.recipient for record in world.mail() if record.has_message}
            # A manager who could see the mail server's log has those sent again that it doesn't have.
            lost = undecided(dispatch).filter(email_key__in=doubtful - got)
            if resend_doubtful(dispatch, list(lost.values_list("pk", flat=True))):
                assert world.workers.run() == 0
            check(world, dispatch, kills)
            assert {record.recipient for record in world.mail() if record.has_message} == set(READERS)
        assert len(died) > min(CRASHES, len(steps)) // 2, died


def test_a_commit_whose_answer_got_lost_costs_nobody_anything(tmp_path: Path) -> None:
    with world_with(tmp_path) as world:
        for turn in (1, 2, 4) if len(STEPS) < CRASHES else (2,):
            dispatch = world.dispatch()
            assert world.workers.run(f"lost commit:after:{turn}") == 0
            assert check(world, dispatch, kills=0) == {"accepted": len(READERS)}


def test_workers_share_a_dispatch_and_one_may_die(tmp_path: Path) -> None:
    with world_with(tmp_path, "--latency", "0.02") as world:
        for number in (2, 4):
            dispatch = world.dispatch()
            first = world.workers.start("newsletter.sending.running.Run._transact:after:3")
            others = [world.workers.start() for _ in range(number - 1)]
            ends = [world.workers.wait(pid) for pid in [first, *others]]
            assert ends[1:] == [0] * (number - 1)
            world.recover(dispatch)
            assert world.workers.run() == 0
            check(world, dispatch, kills=1)


def test_a_worker_that_is_told_to_stop_finishes_what_it_handed_over(tmp_path: Path) -> None:
    with world_with(tmp_path, "--latency", "0.1") as world:
        dispatch = world.dispatch()
        pid = world.workers.start()
        wait_for(lambda: len(world.mail()) >= 3)
        os.kill(pid, signal.SIGTERM)
        began = time.monotonic()
        assert world.workers.wait(pid) == 0
        assert time.monotonic() - began < 3
        accounting = accounting_of(Dispatch.objects.get(pk=dispatch.pk))
        assert (accounting.in_doubt, accounting.handed_over) == (0, 0)
        assert accounting.pending > 0
        assert accounting.accepted == len(world.mail())
