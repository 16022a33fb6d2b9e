"""The rehearsal: a backup of a real database and its files, and going back to it.

All of it happens in a database of its own, which the first restore makes.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from hub.backup import postgres
from hub.backup.archive import DATABASE, Manifest, verified, writing
from hub.backup.errors import BackupError
from hub.backup.postgres import folder_of
from hub.backup.restoring import restore
from hub.backup.saving import _names_in_database, save
from newsletter import going_back
from newsletter.accounting import Progress, accounting_of
from newsletter.models import Delivery, Dispatch, Issue, SentItem, Subscriber, Variant
from newsletter.sending.recovering import finish_if_done, waiting_dispatches
from tests import factories

NAME = f"backup_rehearsal_{uuid4().hex[:8]}"
State = Delivery.State


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> FileSystemStorage:
    return FileSystemStorage(tmp_path_factory.mktemp("media"))


@pytest.mark.django_db
def test_the_files_that_the_database_names_are_known() -> None:
    assert set(_names_in_database()) == set()
    picture = factories.PictureFactory()
    assert set(_names_in_database()) == {picture.file.name}


@pytest.fixture(scope="module")
def own_database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """An empty database into which the tables of the tests are restored: the first half of the rehearsal."""
    folder = tmp_path_factory.mktemp("first")
    before = connection.settings_dict["NAME"]
    if not before.startswith("test_"):
        pytest.fail("pytest-django made no database, for no test that was chosen is marked: choose the whole file.")
    with django_db_blocker.unblock():
        save(folder / "first.tar", FileSystemStorage(folder / "none"))
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {NAME} TEMPLATE template0")
        connection.close()
        connection.settings_dict["NAME"] = NAME
        try:
            restore(folder / "first.tar", storage=FileSystemStorage(folder / "none"))
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = before
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


@pytest.fixture
def clean(own_database: None) -> Iterator[None]:
    """No subscriber, and nothing on its way."""
    yield
    for model in (Delivery, Variant, SentItem, Dispatch, Issue, Subscriber):
        model.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def issue(state: str, days_ago: int = 0, **fields: Any) -> Issue:
    moment = timezone.now() - timedelta(days=days_ago)
    approved = {"approved_at": moment, "snapshot": {}, "snapshot_hash": "x"}
    return Issue.objects.create(moment=moment, closes_at=moment, state=state, **approved, **fields)


def dispatch_of(states: list[str], **fields: Any) -> Dispatch:
    """A dispatch with a reader in each of these states."""
    now = timezone.now()
    sent = Dispatch.objects.create(
        issue=issue("sending", days_ago=Issue.objects.count()), frozen_at=now, candidates=len(states), **fields
    )
    variant = Variant.objects.create(dispatch=sent, language="nl", items=[1], message=b"", message_hash="x")
    for place, state in enumerate(states):
        reader = Subscriber.objects.create(
            email=f"{sent.pk}.{place}@example.org", language="nl", state="active", confirmed_at=now
        )
        Delivery.objects.create(
            dispatch=sent,
            subscriber=reader,
            email_key=reader.email,
            variant=variant,
            state=state,
            exclusion="paused" if state == "excluded" else "",
            handed_over_at=None if state in ("pending", "excluded") else now,
            retry_at=now if state == "retrying" else None,
            lease=uuid4() if state == "handed_over" else None,
            leased_until=now if state == "handed_over" else None,
        )
    return sent


def states_of(sent: Dispatch) -> list[str]:
    return list(sent.deliveries.order_by("pk").values_list("state", flat=True))


def job(task: str, status: str = "todo", args: str = "{}") -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, args) VALUES ('default', %s, %s, %s)",
            [task, status, args],
        )


def jobs() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, status::text FROM procrastinate_jobs")
        return dict(cursor.fetchall())


# Database and files


def rules() -> set[tuple[str, ...]]:
    """What the database itself takes care of."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint UNION ALL "
            "SELECT indexname, indexdef FROM pg_indexes UNION ALL "
            "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal UNION ALL "
            "SELECT proname, prosrc FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname = 'public'"
        )
        return set(cursor.fetchall())


def test_what_was_lost_comes_back_and_what_came_after_is_gone(
    clean: None, tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    Subscriber.objects.create(email="anna@example.org", language="nl")
    picture, document = (
        default_storage.save(f"restored/{name}", ContentFile(name.encode() * 100_000))
        for name in ("é.jpg", "groot.pdf")
    )
    file, before = tmp_path / "b.tar", rules()
    call_command("backup", str(file))
    assert "the database and 2 files" in capsys.readouterr().out
    assert file.stat().st_mode & 0o077 == 0
    assert {path.name for path in tmp_path.iterdir()} == {"b.tar", "media"}

    Subscriber.objects.all().delete()
    Subscriber.objects.create(email="bob@example.org", language="nl")
    default_storage.delete(picture)
    with default_storage.open(document, "wb") as changed:
        changed.write(b"broken")
    later = default_storage.save("restored/later.txt", ContentFile(b"later"))

    for command, says in (("backup", "is there already"), ("restore", "--replace")):
        with pytest.raises(CommandError, match=says):
            call_command(command, str(file))
    call_command("restore", str(file), "--replace")
    said = capsys.readouterr().out
    assert "Restored: the database of" in said
    assert "No migration is pending." in said
    assert list(Subscriber.objects.values_list("email", flat=True)) == ["anna@example.org"]
    assert rules() == before
    assert default_storage.open(picture).read() == "é.jpg".encode() * 100_000
    assert default_storage.open(document).read() == b"groot.pdf" * 100_000
    assert default_storage.exists(later)
    assert Subscriber.objects.create(email="carla@example.org", language="nl").pk  # its sequence goes on
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("backup", str(tmp_path / "nowhere" / "b.tar"))


def test_a_database_in_use_is_left_alone_and_so_it_is_when_anything_fails(
    clean: None, media: FileSystemStorage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path / "b.tar", media)
    Subscriber.objects.create(email="later@example.org", language="nl")
    address = {name: value for name, value in connection.get_connection_params().items() if name in postgres.VARIABLES}
    with psycopg.connect(**address), pytest.raises(BackupError, match="Stop the web server"):
        restore(tmp_path / "b.tar", replace=True, storage=media)
    monkeypatch.setattr("newsletter.going_back.statements", lambda *args: "SELECT 1 / 0;")
    with pytest.raises(BackupError, match="division by zero"):
        restore(tmp_path / "b.tar", replace=True, storage=media)
    assert Subscriber.objects.get().email == "later@example.org"


def test_a_file_that_is_lost_is_named_and_keeps_nothing_from_being_saved(
    clean: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.backup.saving._names_in_database", lambda: iter(["original_images/weg.jpg"]))
    manifest = save(tmp_path / "b.tar", FileSystemStorage(tmp_path / "no-media"))
    assert manifest.missing == ["original_images/weg.jpg"]
    assert verified(tmp_path / "b.tar") == manifest


# When a dispatch was under way


def test_nothing_that_may_have_been_sent_since_the_backup_goes_out_by_itself(
    clean: None, media: FileSystemStorage, tmp_path: Path
) -> None:
    all_states = ["pending", "handed_over", "retrying", "accepted", "refused", "in_doubt", "excluded"]
    sent = dispatch_of(all_states)
    cancelled = dispatch_of(["pending", "handed_over"], cancelled_at=timezone.now())
    approved = issue("approved", days_ago=8, is_scheduled=True)
    begun = Dispatch.objects.create(issue=issue("sending", days_ago=9))
    SentItem.objects.create(translation_key=uuid4(), purpose="news", dispatch=begun)
    job("newsletter.dispatch_issue", args=f'{{"dispatch_id": {begun.pk}}}')
    job("newsletter.send_letter")
    job("hub.send_password_reset", status="doing")
    job("newsletter.request_subscription")
    save(tmp_path / "b.tar", media)
    # After it, everybody whose turn it was got their mail.
    Delivery.objects.filter(state__in=["pending", "retrying", "handed_over"]).update(
        state="accepted", retry_at=None, handed_over_at=timezone.now()
    )

    restore(tmp_path / "b.tar", replace=True, storage=media)
    assert states_of(sent) == ["in_doubt", "in_doubt", "in_doubt", "accepted", "refused", "in_doubt", "excluded"]
    assert states_of(cancelled) == ["pending", "in_doubt"]
    for one in sent.deliveries.filter(answer__contains="restored"):
        assert one.handed_over_at
        assert one.lease is None
    # So a worker has nothing to send, only an end to write; and somebody has to decide.
    now = timezone.now()
    assert {one.pk for one in waiting_dispatches(now)} == {sent.pk, cancelled.pk}
    assert finish_if_done(sent.pk, now)
    accounting = accounting_of(Dispatch.objects.get(pk=sent.pk))
    assert accounting.adds_up
    assert accounting.state == Progress.NEEDS_DECISION

    # An issue that may have gone out since has to be approved again.
    for pk in (approved.pk, begun.issue_id):
        again = Issue.objects.get(pk=pk)
        assert (again.state, again.is_scheduled, again.snapshot) == ("draft", False, None)
        assert again.void_reason
    assert not SentItem.objects.exists()
    # And a mail to one person isn't sent once more.
    assert jobs() == {
        "newsletter.send_letter": "failed",
        "hub.send_password_reset": "failed",
        "newsletter.request_subscription": "todo",
    }


def test_if_nothing_was_sent_since_only_what_was_handed_over_is_in_doubt(clean: None) -> None:
    sent = dispatch_of(["pending", "handed_over", "retrying"])
    approved = issue("approved", days_ago=9, is_scheduled=True)
    job("newsletter.send_letter")
    with connection.cursor() as cursor:
        cursor.execute(going_back.statements(timezone.now().isoformat(), nothing_was_sent=True))
    assert states_of(sent) == ["pending", "in_doubt", "retrying"]
    assert Dispatch.objects.get(pk=sent.pk).paused_at
    assert Issue.objects.get(pk=approved.pk).is_scheduled


# Archives that aren't whole: no database is asked


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "a.tar"
    with writing(path, Manifest("2026-11-26T03:00:00+00:00", 15, "0.1.0")) as out:
        out.add(DATABASE, io.BytesIO(b"d" * 5000), 5000)
        out.add("media/a.jpg", io.BytesIO(b"a" * 3000), 3000)
    return path


def test_a_whole_archive_says_what_is_in_it(archive: Path) -> None:
    assert verified(archive).media == ["a.jpg"]


def test_every_cut_and_every_changed_byte_of_content_is_noticed(archive: Path) -> None:
    whole = archive.read_bytes()
    content = whole.index(b"dddd"), whole.index(b"aaaa")
    for at in (0, 100, 600, 3000, 6000, 9000):
        archive.write_bytes(whole[:at])
        with pytest.raises(BackupError):
            verified(archive)
    for at in content:
        archive.write_bytes(whole[:at] + b"x" + whole[at + 1 :])
        with pytest.raises(BackupError, match="is damaged"):
            verified(archive)


def test_a_file_from_elsewhere_writes_nowhere(tmp_path: Path) -> None:
    for name, kind in (("../evil", tarfile.REGTYPE), ("/etc/evil", tarfile.REGTYPE), ("link", tarfile.SYMTYPE)):
        path = tmp_path / "evil.tar"
        with tarfile.open(path, "w") as tar:
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            tar.addfile(member)
        with pytest.raises(BackupError, match="which no backup does"):
            verified(path)
    (tmp_path / "text").write_text("hello")
    with pytest.raises(BackupError, match="no backup"):
        verified(tmp_path / "text")


def test_without_the_programs_of_the_version_it_says_what_to_install() -> None:
    with pytest.raises(BackupError, match="apt install postgresql-client-9"):
        folder_of(9)
