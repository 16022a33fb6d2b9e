"""The version before this one, and one after it that breaks off in the middle of its migrations."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from .document import DOCUMENT, Step, steps_of
from .server import REPOSITORY, RehearsalError, Server, say
from .visitor import Crowd
from .walk import expect

FIRST, THIS, NEXT = "/opt/health-hub/2026-12-01", "/opt/health-hub/2026-12-15", "/opt/health-hub/2026-12-31"
BROKEN = """
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("newsletter", "{latest}")]
    operations = [
        migrations.RunSQL("ALTER TABLE newsletter_subscriber RENAME COLUMN email TO address"),
        migrations.RunSQL("SELECT 1 / 0"),
    ]
"""


def previous_version(server: Server, steps: list[Step]) -> Path:
    """The commit before this one, with this one's files for a server, ready to build.

    This version itself, where there is none before it, or one that was installed in another way. What is wrong with the
    files of before would fail a rehearsal of what mends it.
    """
    folder = server.root / "previous"
    folder.mkdir()
    archive = subprocess.run(["git", "archive", "HEAD~1"], cwd=REPOSITORY, capture_output=True, check=False)
    if archive.returncode == 0:
        subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)
    document = folder / DOCUMENT
    is_alike = document.is_file() and [step for step in steps_of(document) if step in steps] == steps
    if not is_alike:
        say("The commit before this one was installed in another way: from this one to itself, then.")
        return REPOSITORY
    for name in (".venv", "node_modules"):
        (folder / name).symlink_to(REPOSITORY / name)
    # Older than what is installed in them, or make would install this folder there.
    subprocess.run(["find", folder, "-type", "f", "-exec", "touch", "-d", "2000-01-01", "{}", "+"], check=True)
    shutil.copytree(REPOSITORY / "deploy", folder / "deploy", dirs_exist_ok=True)
    return folder


def with_packages_copied(server: Server, steps: list[Step]) -> list[Step]:
    """What is pinned as before needn't be fetched a minute long again: the line that would do it copies it."""
    if server.path(f"{FIRST}/requirements.txt").read_text() != (REPOSITORY / "requirements.txt").read_text():
        return steps
    fetch = f"{THIS}/env/bin/pip install --quiet --require-hashes --requirement {THIS}/requirements.txt"
    expect(any(fetch in step.commands for step in steps), "The page installs what is needed in another way than it did")
    copy = f"cp -a {FIRST}/env/lib/. {THIS}/env/lib/\ncp -n {FIRST}/env/bin/gunicorn {THIS}/env/bin/\n"
    moved = (
        f"sed -i '1s#{FIRST}#{THIS}#' {THIS}/env/bin/gunicorn\n{THIS}/env/bin/pip uninstall --quiet --yes health-hub"
    )
    return [Step(step.heading, step.commands.replace(fetch, copy + moved)) for step in steps]


def put_files_in_place(server: Server, steps: list[Step]) -> None:
    """Those of deploy/ that a new version changed, with the commands that put the old ones there."""
    say("  … and its files for the server, put in their places as the old ones were")
    verbs = ("install -m", "sed -i", "systemctl daemon-reload", "nginx -t", "systemctl reload")
    lines = [line for step in steps for line in step.commands.splitlines()]
    chosen = [line for line in lines if line.startswith(verbs) and "environment" not in line]
    expect(any("systemd" in line for line in chosen) and any("nginx" in line for line in chosen), f"{chosen}")
    server.run("\n".join(chosen), shown=False)


def failing(server: Server, step: Step) -> None:
    """A new version whose migration fails: the block ends there, and the one before it serves on.

    What the block does before that has been rehearsed with the version that works.
    """
    say("A new version whose migration fails")
    copied, this = server.path(NEXT), server.path(THIS)
    subprocess.run(["cp", "-a", this, copied], check=True)
    program = copied / "env/bin/health-hub"
    program.write_text(program.read_text().replace(str(this), str(copied)))
    migrations = next(copied.glob("env/lib/python3*/site-packages/newsletter/migrations"))
    latest = max(file.stem for file in migrations.glob("0*.py"))
    (migrations / "9999_broken.py").write_text(BROKEN.format(latest=latest))
    lines = step.commands.replace(THIS, NEXT).splitlines()
    commands = "\n".join(lines[next(number for number, line in enumerate(lines) if line.endswith(" migrate")) :])
    serving = server.path("/opt/health-hub/current").resolve()
    with Crowd(server, ["/nl/", "/en/"]):
        try:
            server.run(commands, shown=False)
        except RehearsalError as error:
            expect("division by zero" in str(error), f"It failed for another reason: {error}")
        else:
            raise RehearsalError("The migration that should fail didn't.")
        expect(
            server.path("/opt/health-hub/current").resolve() == serving, "The link was set though the migration failed"
        )
        server.run("curl --fail --silent --show-error https://network.example/readyz", shown=False)
    query = "SELECT count(email) FROM newsletter_subscriber"
    server.run(f'runuser -u health-hub -- psql --set=ON_ERROR_STOP=1 -tAc "{query}"', shown=False)
    say("  The version before it serves on, and its tables are as they were.")
