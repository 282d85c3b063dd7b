"""The commands of an installation: what they print and how they end."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import waitress
from click.testing import CliRunner, Result

from dmi.cli import doctor
from dmi.cli.main import cli
from dmi.cli.serving import free_port
from dmi.documents import press
from dmi.documents.press import isolated
from dmi.documents.render import FAMILIES
from dmi.jobs import schedule
from dmi.kernel import clock
from dmi.profiles.profile import YearNotCovered, load

FIRST = (
    "--place=Las Condes",
    "--code=13114",
    "--admin=Ana Prueba",
    "--manager=Mario Prueba",
    "--detail=full",
)


class Installation:
    """One installation in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.env = {"DMI_MODE": "demo", "DMI_INSTANCE": str(folder), "DMI_DATABASE_URL": ""}

    def does(self, *words: str, **env: str) -> Result:
        """Run one command."""
        return CliRunner().invoke(cli, list(words), env={**self.env, **env})


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    made = Installation(tmp_path / "instance")
    assert made.does("db", "upgrade").exit_code == 0
    return made


def test_every_command_says_what_it_does() -> None:
    for words in (
        [],
        ["init"],
        ["db", "upgrade"],
        ["user", "create"],
        ["run"],
        ["scheduler"],
        ["jobs", "run"],
        ["demo", "seed"],
        ["demo", "serve"],
        ["doctor"],
        ["audit", "verify"],
        ["territory", "rank"],
        ["outcomes", "units"],
        ["outcomes", "series"],
        ["outcomes", "survival"],
        ["outcomes", "wdd"],
        ["pathway"],
        ["permissions"],
    ):
        told = CliRunner().invoke(cli, [*words, "--help"])
        assert told.exit_code == 0, words
        assert "--help" in told.output


def test_the_upgrade_may_be_done_again(installation: Installation) -> None:
    assert installation.does("db", "upgrade").exit_code == 0


def test_a_wrong_environment_names_every_problem(installation: Installation) -> None:
    told = installation.does("doctor", DMI_PORT="1", DMI_MODE="play")
    assert told.exit_code == 2
    assert "DMI_PORT" in told.output
    assert "DMI_MODE" in told.output


def test_the_first_two_are_made_once_with_a_code_each(installation: Installation) -> None:
    made = installation.does("init", *FIRST, "--json")
    assert made.exit_code == 0, made.output
    codes = json.loads(made.stdout)
    assert set(codes) == {"adm1", "jef1"}
    assert codes["adm1"] != codes["jef1"]
    again = installation.does("init", *FIRST)
    assert again.exit_code == 1
    assert installation.does("audit", "verify").exit_code == 0


def test_an_administrator_proposes_a_user(installation: Installation) -> None:
    installation.does("init", *FIRST)
    agency = "--agency=Las Condes Municipality"
    words = ("user", "create", agency, "--name=Nueva", "--sign-in-name=nueva1")
    assert installation.does(*words, "--by=adm1").exit_code == 0
    assert installation.does(*words, "--by=adm1").exit_code == 1
    assert installation.does(*words, "--by=jef1").exit_code == 1


def test_the_doctor_finds_a_whole_installation(installation: Installation) -> None:
    told = installation.does("doctor", "--json")
    assert told.exit_code == 0, told.output
    found = json.loads(told.stdout)
    wanted = {"database answers", "log unbroken", "papers are printed in our fonts"}
    assert all(found[name] for name in wanted)
    assert found["papers are printed without network"] == isolated()
    assert not found["scheduler looks at the calendar"]
    assert "database answers: sqlite" in installation.does("doctor").stdout
    assert "scheduler looks at the calendar: it never ran" in installation.does("doctor").stdout


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_the_doctor_says_what_is_missing(
    installation: Installation, monkeypatch: pytest.MonkeyPatch, family: str
) -> None:
    monkeypatch.setattr(press, "FAMILIES", FAMILIES - {family})
    monkeypatch.setattr(press, "_alone", tuple)
    installation.does("doctor")
    key = Path(installation.env["DMI_INSTANCE"]) / "root.key"
    key.chmod(0o644)
    told = installation.does("doctor")
    assert told.exit_code == 1
    assert "WRONG papers are printed in our fonts: a font is missing" in told.stdout
    assert "note  papers are printed without network: the system refuses unshare" in told.stdout
    assert "WRONG root key read by its owner alone" in told.stdout


def test_the_doctor_asks_for_the_holidays_of_this_year_and_the_next(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    year = clock.now().year

    def short(wanted: int, _part: str) -> dict[date, str]:
        if wanted > year:
            raise YearNotCovered(wanted)
        return {}

    monkeypatch.setattr(doctor, "load", lambda code: replace(load(code), holidays_of=short))
    told = installation.does("doctor")
    assert told.exit_code == 0, told.output
    assert f"note  holidays of {year + 1}: no holidays are known for {year + 1}" in told.stdout


def test_the_log_is_verified_in_figures(installation: Installation) -> None:
    installation.does("init", *FIRST)
    figures = json.loads(installation.does("audit", "verify", "--json").stdout)
    assert figures["chains"] >= 1
    assert figures["broken"] == []


def test_the_tables_are_printed_as_signed() -> None:
    golden = Path(__file__).parent.parent / "golden"
    pathway = CliRunner().invoke(cli, ["pathway"])
    assert pathway.stdout == (golden / "pathway.txt").read_text("utf-8")
    permissions = CliRunner().invoke(cli, ["permissions"])
    assert permissions.stdout == (golden / "permissions.txt").read_text("utf-8")


def test_invented_people_never_enter_a_production(tmp_path: Path) -> None:
    key = tmp_path / "elsewhere" / "root.key"
    made = Installation(tmp_path / "instance")
    made.does("db", "upgrade")
    made.does("doctor", DMI_KEY_FILE=str(key))
    for word in ("seed", "serve"):
        told = made.does("demo", word, DMI_MODE="production", DMI_KEY_FILE=str(key))
        assert told.exit_code == 1
        assert "DMI_MODE=demo" in told.output


def test_a_demo_says_how_to_sign_in_and_keeps_its_clockwork_beside_it(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    began: list[str] = []
    monkeypatch.setattr(schedule, "start_in_background", lambda _app: began.append("clockwork"))
    monkeypatch.setattr(waitress, "serve", lambda *_app, **how: began.append(str(how["port"])))
    port = free_port(8600)
    told = installation.does("demo", "serve", DMI_PORT=str(port))
    assert told.exit_code == 0, told.output
    assert began == ["clockwork", str(port)]
    assert f"Open http://127.0.0.1:{port} and choose a role" in told.stdout


def test_an_unknown_job_and_a_bare_hour_are_refused(installation: Installation) -> None:
    assert installation.does("jobs", "run", "no-such").exit_code == 1
    for moment in ("yesterday", "2026-11-23T14:00:00"):
        assert installation.does("jobs", "run", "no-such", "--at", moment).exit_code == 2


def test_a_busy_port_is_passed_over() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port(port) > port
