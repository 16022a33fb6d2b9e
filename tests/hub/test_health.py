from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client


def worker_was_seen(ago: timedelta) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s)", [ago])


def test_a_process_that_lives_says_so_without_asking_anything(client: Client) -> None:
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_with_a_living_worker_the_site_is_ready(client: Client) -> None:
    worker_was_seen(timedelta(seconds=5))
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"database": True, "migrations": True, "worker": True}


@pytest.mark.django_db
def test_without_a_worker_it_is_not_and_says_what_is_missing(client: Client) -> None:
    worker_was_seen(timedelta(minutes=10))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"database": True, "migrations": True, "worker": False}
