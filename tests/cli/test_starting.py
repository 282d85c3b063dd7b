"""What keeps the application from starting is said in one sentence, and nothing is begun."""

import base64
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
import waitress

from dmi.cli import doctor
from dmi.jobs import schedule
from dmi.profiles.profile import YearNotCovered, load
from dmi.store.keys import Vault, read_root_key
from tests.cli.test_commands import FIRST, Installation
from tests.house.sources import ROOT
from tests.jobs.processes import PATIENCE

STARTS = (["run"], ["scheduler"], ["jobs", "run", "work"])


@pytest.fixture(autouse=True)
def never_serving(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where something is served that should have been refused."""

    def served(*_args: object, **_options: object) -> None:
        message = "it was served"
        raise AssertionError(message)

    monkeypatch.setattr(waitress, "serve", served)
    for name in ("run_forever", "start_in_background", "run_job"):
        monkeypatch.setattr(schedule, name, served)


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """Make an installation with its first two users, whose secrets lie under its key."""
    made = Installation(tmp_path / "instance")
    assert made.does("db", "upgrade").exit_code == 0
    assert made.does("init", *FIRST).exit_code == 0
    return made


def refused(installation: Installation, words: list[str], **env: str) -> str:
    """Return the one sentence with which a command ends as failed."""
    told = installation.does(*words, **env)
    assert told.exit_code == 1, told.output
    assert isinstance(told.exception, SystemExit)
    assert (told.stdout, len(told.stderr.splitlines())) == ("", 1)
    return told.stderr


@pytest.mark.parametrize("words", STARTS)
def test_without_its_key_nothing_starts_and_no_other_is_made(
    installation: Installation, tmp_path: Path, words: list[str]
) -> None:
    key = tmp_path / "instance" / "root.key"
    keys = tmp_path / "instance" / "person_keys.sqlite3"
    assert keys.exists()
    kept = key.read_text("ascii")
    key.unlink()
    assert f"there is no key file {key}" in refused(installation, words)
    assert not key.exists()
    key.mkdir()
    assert "cannot be read by this user" in refused(installation, words)
    key.rmdir()
    key.write_text("Not a key.", "ascii")
    assert "holds no key in base64" in refused(installation, words)
    key.write_text(base64.b64encode(b"short").decode(), "ascii")
    assert "does not hold a 32-byte key" in refused(installation, words)
    key.write_text(kept, "ascii")
    assert installation.does("audit", "verify").exit_code == 0


def test_the_key_of_another_installation_is_refused(
    installation: Installation, tmp_path: Path
) -> None:
    key = tmp_path / "instance" / "root.key"
    vault = Vault(read_root_key(key), tmp_path / "instance" / "person_keys.sqlite3")
    vault.seal("person", uuid4(), b"place", "text")
    key.write_text(base64.b64encode(bytes(range(32))).decode(), "ascii")
    assert "not the one of this installation" in refused(installation, ["run"])


def test_a_production_without_a_key_leaves_no_trace(tmp_path: Path) -> None:
    made = Installation(tmp_path / "instance")
    env = {"DMI_MODE": "production", "DMI_KEY_FILE": str(tmp_path / "elsewhere" / "root.key")}
    assert "there is no key file" in refused(made, ["run"], **env)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", STARTS)
def test_tables_of_another_revision_are_refused_until_the_upgrade(
    tmp_path: Path, words: list[str]
) -> None:
    made = Installation(tmp_path / "instance")
    (tmp_path / "instance").mkdir()
    assert "The database is empty: run dmi db upgrade." in refused(made, words)
    assert made.does("db", "upgrade", "--to", "0020").exit_code == 0
    told = refused(made, words)
    assert "stands at 0020" in told
    assert "run dmi db upgrade" in told
    assert made.does("db", "upgrade").exit_code == 0
    assert made.does("doctor").exit_code == 0


def test_a_profile_or_a_database_that_is_not_there_is_named(
    installation: Installation, tmp_path: Path
) -> None:
    assert "there is no profile zz; choose one of cl, xx" in refused(
        installation, ["run"], DMI_PROFILE="zz"
    )
    nowhere = f"sqlite:///{tmp_path / 'no' / 'such' / 'folder.sqlite3'}"
    for words in (["run"], ["db", "upgrade"]):
        assert "unable to open database file" in refused(
            installation, words, DMI_DATABASE_URL=nowhere
        )


def test_a_disk_without_room_stops_the_upgrade_and_it_is_done_later(tmp_path: Path) -> None:
    made = Installation(tmp_path / "instance")
    script = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))\n"
        "from dmi.cli.main import cli\n"
        "cli(args=sys.argv[1:], prog_name='dmi')\n"
    )
    # The measure of coverage writes a file of its own, which would meet the same limit.
    unmeasured = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")}
    done = subprocess.run(
        [sys.executable, "-c", script, "db", "upgrade"],
        env={**unmeasured, **made.env, "DMI_DATABASE_URL": ""},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1].startswith("Stopped: the database says: ")
    assert "Traceback" not in done.stderr
    assert made.does("db", "upgrade").exit_code == 0
    assert made.does("doctor").exit_code == 0


def test_the_doctor_says_when_the_calendar_ends(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ends(year: int, _part: str) -> dict[date, str]:
        raise YearNotCovered(year)

    ending = replace(load("cl"), holidays_of=ends)
    monkeypatch.setattr(doctor, "load", lambda _code: ending)
    told = installation.does("doctor")
    assert told.exit_code == 1
    assert "WRONG holidays of 20" in told.stdout
