"""Workers killed at any moment, by seed, while the mail server does what mail servers do and readers leave."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone

from newsletter.models import Delivery, Dispatch, Subscriber
from newsletter.tasks import continue_dispatch

from .crash_world import CRASHES, READERS, SEED, WINDOW, World, check, forget_jobs, wait_for, world_with

pytestmark = pytest.mark.django_db(transaction=True)

FAULTS = ["--try-again", "9", "--cut-in-message", "11", "--cut-after", "13", "--never-answer", "17"]
# Seconds from a worker's start: before its first message, and up to after its last.
MOMENTS = (0.05, 0.9)
NEVER_MORE_THAN = 12


@pytest.fixture(autouse=True)
def without_jobs(transactional_db: None) -> Iterator[None]:
    yield
    forget_jobs()


def kill_some(world: World, dispatch: Dispatch, chance: random.Random, workers: int) -> int:
    """Starts workers and kills all but one at moments of their own; says how many died of it."""
    pids = [world.workers.start() for _ in range(workers)]
    began = time.monotonic()
    victims = pids[:-1] or pids
    for moment, pid in sorted((chance.uniform(*MOMENTS), pid) for pid in victims):
        time.sleep(max(0.0, began + moment - time.monotonic()))
        os.kill(pid, signal.SIGKILL)
    died = [world.workers.wait(pid) for pid in pids].count(-signal.SIGKILL)
    assert world.recover(dispatch) <= died * WINDOW
    return died


def finish(world: World, dispatch: Dispatch) -> None:
    """Lets the time at which something is tried again come, until nothing is."""
    for _ in range(NEVER_MORE_THAN):
        Delivery.objects.filter(state="retrying").update(retry_at=timezone.now())
        continue_dispatch(dispatch.pk)
        assert world.workers.run() == 0
        dispatch.refresh_from_db()
        if dispatch.finished_at:
            return


def test_killed_at_any_moment_nobody_gets_it_twice_and_who_left_meanwhile_gets_no_more(tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311
    died = rounds = 0
    with world_with(tmp_path, "--latency", "0.02") as world:
        while rounds < 3 or died < CRASHES // 3:
            dispatch = world.dispatch()
            died_now = kill_some(world, dispatch, chance, (1, 2, 4)[rounds % 3])
            leaver = chance.choice(READERS)
            Subscriber.objects.filter(email=leaver).update(state="unsubscribed", unsubscribed_at=timezone.now())
            left_at = timezone.now()
            finish(world, dispatch)
            check(world, dispatch, died_now)
            delivery = dispatch.deliveries.get(email_key=leaver)
            if delivery.state == "excluded":
                assert leaver not in {record.recipient for record in world.mail()}
            else:
                assert delivery.handed_over_at < left_at
            died, rounds = died + died_now, rounds + 1


def test_who_leaves_while_workers_send_gets_it_only_if_it_was_on_its_way(tmp_path: Path) -> None:
    with world_with(tmp_path, "--latency", "0.1") as world:
        dispatch = world.dispatch()
        pids = [world.workers.start() for _ in range(2)]
        wait_for(lambda: len(world.mail()) >= 3)
        leavers = [address for address in READERS if address not in {record.recipient for record in world.mail()}]
        Subscriber.objects.filter(email__in=leavers).update(state="unsubscribed", unsubscribed_at=timezone.now())
        left_at = timezone.now()
        os.kill(pids[0], signal.SIGKILL)
        died = [world.workers.wait(pid) for pid in pids].count(-signal.SIGKILL)
        world.recover(dispatch)
        finish(world, dispatch)
        assert check(world, dispatch, died)["excluded"] >= len(READERS) - 2 * WINDOW - 10
        assert not dispatch.deliveries.exclude(state="excluded").filter(handed_over_at__gt=left_at).exists()


def test_what_goes_wrong_at_the_provider_costs_nobody_two_copies(tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311
    options = [*FAULTS, "--per-connection", "5", "--refuse-recipient", "550:reader7@"]
    with world_with(tmp_path, *options, timeout=1) as world:
        for number in range(1 + CRASHES // 20):
            dispatch = world.dispatch()
            died = kill_some(world, dispatch, chance, 2) if number else 0
            finish(world, dispatch)
            faults = Counter(record.event for record in world.mail())
            silent = faults["unanswered"] + faults["cut"]
            states = check(world, dispatch, died, silent)
            assert silent > 0
            assert states["in_doubt"] == silent or died
            assert states["refused"] == 1
            assert Subscriber.objects.get(email__startswith="reader7@").state == "suppressed"
