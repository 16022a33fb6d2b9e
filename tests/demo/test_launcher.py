"""Starting the demo: what is said when it can't be, and what is left when it has ended.

The journey through a demo that runs is walked in a real browser, in tests/browser.
"""

import errno
import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from django.conf import settings
from django.db import connection
from wagtail.models import Site

from demo import launcher, passwords, preparation
from demo.launcher import Addresses, DemoError, Program, Running
from network.models import User
from tests.conftest import plant_tree

ROOT = Path(settings.ROOT)


@pytest.fixture
def port() -> int:
    """The first of three ports that are free."""
    for first in range(8400, 9000, 3):
        try:
            launcher.require_free_ports(Addresses(first), with_mailbox=True)
        except DemoError:
            continue
        return first
    pytest.fail("No three free ports in a row between 8400 and 9000.")


@pytest.fixture
def taken(port: int, request: pytest.FixtureRequest) -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", port + request.param))
        listener.listen()
        yield port + request.param


def demo(port: int, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What somebody sees who starts the demo and doesn't get it."""
    unset = dict.fromkeys(("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "EMAIL_URL", "PUBLIC_URL"), "")
    return subprocess.run(
        [sys.executable, *(arguments or ("-m", "demo")), "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "LOG_LEVEL": "WARNING", **unset, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def program(name: str, code: str, address: str | None = None) -> Program:
    return Program(name, [sys.executable, "-c", textwrap.dedent(code)], address)


# What may be wrong with the machine is told in one sentence, and nothing is started.


@pytest.mark.parametrize("taken", [0, 1, 2], indirect=True, ids=["site", "mailbox", "smtp"])
def test_a_taken_port_is_named_before_anything_is_started(port, taken):
    done = demo(port)

    assert done.returncode == 1
    assert done.stderr == f"Port {taken} is taken; choose another: make demo PORT=8100\n"
    assert done.stdout == ""


@pytest.mark.parametrize("taken", [0], indirect=True)
def test_the_command_of_manage_py_is_the_same(port, taken):
    done = demo(port, "manage.py", "demo", DJANGO_SETTINGS_MODULE="hub.settings.development")

    assert done.returncode == 1
    assert done.stderr == f"Port {taken} is taken; choose another: make demo PORT=8100\n"


def test_with_mail_that_goes_elsewhere_only_the_sites_own_port_must_be_free(port):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", port + 1))
        listener.listen()
        launcher.require_free_ports(Addresses(port), with_mailbox=False)


def test_a_port_that_does_not_exist_is_one_sentence():
    with pytest.raises(DemoError, match="Port 70000 does not exist"):
        launcher.require_free_ports(Addresses(70000), with_mailbox=True)


def test_a_database_that_is_not_there_is_one_sentence_that_keeps_the_password(port):
    done = demo(port, DATABASE_URL="postgresql://hub:geheim@127.0.0.1:1/hub")

    assert done.returncode == 1
    assert done.stderr.startswith("The database that DATABASE_URL names can't be used: ")
    assert len(done.stderr.splitlines()) == 1
    assert "geheim" not in done.stderr


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://hub@127.0.0.1/hub", "postgresql://127.0.0.1", "postgresql://[bad/hub"]
)
def test_a_database_url_that_is_none_is_one_sentence(port, url):
    done = demo(port, DATABASE_URL=url)

    assert done.returncode == 1
    assert done.stderr == "DATABASE_URL is not like postgresql://user:password@host:5432/name.\n"


def test_every_way_to_name_a_database_is_accepted():
    for url in ("postgres://hub@db/hub", "postgresql://hub:a%2Fb@[::1]:5432/hub?sslmode=require", "postgresql:///hub"):
        launcher.require_postgresql({"DATABASE_URL": url})


def test_a_full_disk_is_one_sentence():
    with pytest.raises(DemoError, match="There is no space left on the disk"), preparation.told_in_a_sentence():
        Path("/dev/full").write_text("more than fits")


@pytest.mark.django_db
def test_a_database_on_a_full_disk_is_one_sentence():
    with pytest.raises(DemoError, match="There is no space left on the disk"), preparation.told_in_a_sentence():
        connection.cursor().execute("DO $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = 'disk_full'; END $$")


def test_an_error_of_ours_is_not_hidden_behind_a_sentence():
    with pytest.raises(OSError, match="Is a directory"), preparation.told_in_a_sentence():
        raise OSError(errno.EISDIR, "Is a directory")


def test_a_second_demo_on_the_same_data_is_refused(tmp_path):
    with (
        launcher.only_one(tmp_path),
        pytest.raises(DemoError, match="A demo runs already on the data in"),
        launcher.only_one(tmp_path),
    ):
        pass
    with launcher.only_one(tmp_path):
        pass


# The programs run as in production, with links that carry the port, and together or not at all.


def test_the_programs_get_links_with_the_port_and_send_to_the_mailbox():
    environment = launcher.environment_of({"HOME": "/home/robin", "EMAIL_URL": "", "DEBUG": "true"}, Addresses(8100))

    assert environment["PUBLIC_URL"] == "http://127.0.0.1:8100"
    assert environment["EMAIL_URL"] == "smtp://127.0.0.1:8102"
    assert environment["DEBUG"] == "false"
    assert environment["HOME"] == "/home/robin"
    assert launcher.sends_to_mailbox(environment, Addresses(8100))


def test_a_mail_server_of_ones_own_replaces_the_mailbox():
    environment = launcher.environment_of({"EMAIL_URL": "smtp://mail.example"}, Addresses(8000))

    assert environment["EMAIL_URL"] == "smtp://mail.example"
    assert not launcher.sends_to_mailbox(environment, Addresses(8000))
    names = [program.name for program in launcher.programs(ROOT, ROOT, Addresses(8000), with_mailbox=False)]
    assert names == ["worker", "site"]


def test_the_demo_waits_until_its_programs_answer_and_then_stops_them(tmp_path, port):
    serve = f"""
        import http.server, os
        os.chdir({str(tmp_path)!r})
        http.server.test(http.server.SimpleHTTPRequestHandler, port={port}, bind="127.0.0.1")
    """
    with Running(tmp_path / "log", os.environ, tmp_path) as running:
        running.start(program("site", serve, f"http://127.0.0.1:{port}/"))
        running.wait_until_ready()
        with socket.create_connection(("127.0.0.1", port)):
            pass

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))
    assert "GET / HTTP" in (tmp_path / "log" / "site.log").read_text()


def test_a_program_that_ends_ends_the_others_and_is_named_with_its_log(tmp_path):
    others = children()
    with Running(tmp_path, os.environ, tmp_path) as running:
        running.start(program("site", "import time; time.sleep(600)"))
        [site] = [child for child in children() if child not in others]
        running.start(program("worker", "print('out of work'); exit(3)"))
        with pytest.raises(DemoError, match=r"The worker has stopped \(exit code 3\): see .*worker.log"):
            running.watch()

    assert not site.is_running()
    assert (tmp_path / "worker.log").read_text() == "out of work\n"


def test_a_program_that_will_not_stop_is_killed_with_its_children(tmp_path, monkeypatch):
    monkeypatch.setattr(launcher, "STOP_WITHIN", 0.5)
    deaf = """
        import signal, subprocess, time
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        child = subprocess.Popen(["sleep", "600"])
        print(child.pid, flush=True)
        time.sleep(600)
    """
    others = children()
    with Running(tmp_path, os.environ, tmp_path) as running:
        running.start(program("deaf", deaf))
        grandchild = int(eventually(lambda: (tmp_path / "deaf.log").read_text()))

    assert children() == others
    eventually(lambda: not is_alive(grandchild))


def test_nothing_is_left_running_when_the_launcher_itself_is_killed(tmp_path):
    start = """
        import os, sys
        from pathlib import Path
        from demo.launcher import Program, Running

        folder = Path(sys.argv[1])
        with Running(folder, os.environ, folder) as running:
            running.start(Program("worker", ["sleep", "600"]))
            print(running._processes["worker"].pid, flush=True)
            running.watch()
    """
    command = [sys.executable, "-c", textwrap.dedent(start), tmp_path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout
        worker = int(starter.stdout.readline())
        assert is_alive(worker)
        starter.send_signal(signal.SIGKILL)

    eventually(lambda: not is_alive(worker))


def children() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if child.status() != psutil.STATUS_ZOMBIE]


def is_alive(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def eventually(question):
    """The first true answer; what other processes do has no moment that could be waited for."""
    deadline = time.monotonic() + 20
    while not (answer := question()):
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.02)
    return answer


# What has been done once is not done again.


@pytest.fixture
def accounts(db: None) -> None:
    for name in passwords.ACCOUNTS:
        user = User(username=name)
        user.set_unusable_password()
        user.save()


def test_the_first_run_makes_passwords_that_work_and_keeps_them_private(tmp_path, accounts):
    made = passwords.ensure(tmp_path / "passwords.txt")

    assert list(made) == ["redacteur", "beheer"]
    assert made["redacteur"] != made["beheer"]
    assert all(User.objects.get(username=name).check_password(password) for name, password in made.items())
    assert (tmp_path / "passwords.txt").stat().st_mode & 0o777 == 0o600


def test_the_next_runs_keep_the_passwords(tmp_path, accounts, django_assert_num_queries):
    made = passwords.ensure(tmp_path / "passwords.txt")

    with django_assert_num_queries(1):
        assert passwords.ensure(tmp_path / "passwords.txt") == made


def test_a_password_that_somebody_chose_stays_theirs(tmp_path, accounts):
    passwords.ensure(tmp_path / "passwords.txt")
    user = User.objects.get(username="redacteur")
    user.set_password("mine from now on")
    user.save()

    passwords.ensure(tmp_path / "passwords.txt")

    assert User.objects.get(username="redacteur").check_password("mine from now on")


def test_with_a_new_database_the_known_passwords_work_again(tmp_path, accounts):
    made = passwords.ensure(tmp_path / "passwords.txt")
    user = User.objects.get(username="beheer")
    user.set_unusable_password()
    user.save()

    assert passwords.ensure(tmp_path / "passwords.txt") == made
    assert User.objects.get(username="beheer").check_password(made["beheer"])


@pytest.mark.django_db
def test_a_site_without_demo_accounts_gets_no_passwords(tmp_path):
    assert passwords.ensure(tmp_path / "passwords.txt") == {}
    assert not (tmp_path / "passwords.txt").exists()


def test_static_files_are_collected_again_only_when_they_differ(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path / "static"
    source = tmp_path / "source"
    source.mkdir()
    (source / "site.css").write_text("body {}")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    assert not preparation.StaticFiles().are_collected()

    preparation.StaticFiles().collect()
    assert preparation.StaticFiles().are_collected()

    (source / "site.css").write_text("body { color: teal }")
    assert not preparation.StaticFiles().are_collected()


@pytest.mark.django_db
def test_the_content_is_loaded_into_a_site_that_has_wagtails_welcome_page_only():
    assert not preparation.has_pages()
    plant_tree()
    assert preparation.has_pages()


def test_links_carry_the_port_of_this_run(tree):
    preparation.point_site_at("http://127.0.0.1:8100")

    assert Site.objects.get(is_default_site=True).root_url == "http://127.0.0.1:8100"
    assert tree.home.full_url.startswith("http://127.0.0.1:8100/")
