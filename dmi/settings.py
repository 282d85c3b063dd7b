"""What an installation chooses by its environment; the programme's numbers live in profiles."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent
ROOT_KEY_FILE = "root.key"
DATABASE_FILE = "dmi.sqlite3"
OWN_HOSTS = ("localhost", "127.0.0.1", "[::1]")


class Mode(StrEnum):
    """Whether the people in it are invented."""

    DEMO = "demo"
    PRODUCTION = "production"


class NotConfigured(Exception):
    """The environment does not describe an installation; holds every problem at once."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable; ``default`` is text as a person would write it, None where one must."""

    name: str
    parse: Callable[[str], Any]
    default: str | None
    help: str

    @property
    def variable(self) -> str:
        """Return the name in the environment."""
        return f"DMI_{self.name.upper()}"


def folder(text: str) -> Path:
    """Return an absolute path of a folder; it need not exist yet."""
    return Path(text).expanduser().resolve()


def database_url(text: str) -> str:
    """Return the address of a database of a kind that the tests run on."""
    if not text.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError("begins with sqlite:/// or postgresql+psycopg://")
    return text


def mode(text: str) -> Mode:
    """Return the mode."""
    if text not in set(Mode):
        raise ValueError("is demo or production")
    return Mode(text)


def profile(text: str) -> str:
    """Return the two letters of a place."""
    if not re.fullmatch(r"[a-z]{2}", text):
        raise ValueError("is two small letters, such as cl")
    return text


def port(text: str) -> int:
    """Return a port that an ordinary user may open."""
    if not text.isdecimal() or not 1024 <= int(text) <= 65535:  # noqa: PLR2004 - the known bounds
        raise ValueError("is a number from 1024 to 65535")
    return int(text)


def hosts(text: str) -> tuple[str, ...]:
    """Return the names under which browsers may ask for the application, without ports."""
    names = tuple(name.strip().lower() for name in text.split(",") if name.strip())
    if not names or not all(
        re.fullmatch(r"[a-z0-9][a-z0-9.-]*|\[[0-9a-f:]+\]", one) for one in names
    ):
        raise ValueError("is host names with commas between them, such as dmi.example.org")
    return names


SETTINGS: tuple[Setting, ...] = (
    Setting("mode", mode, "production", "demo: invented people, one-click sign-in, this machine"),
    Setting("instance", folder, "instance", "The folder of database, evidence and demo keys"),
    Setting("database_url", database_url, None, "Default: a SQLite file in the instance"),
    Setting("key_file", folder, None, "The root key; outside data and backups in production"),
    Setting("profile", profile, "cl", "The place whose law, numbers and words hold"),
    Setting("port", port, "8000", "Where dmi run listens, on this machine alone"),
    Setting(
        "hosts",
        hosts,
        ",".join(OWN_HOSTS),
        "The names it is reached by; behind a proxy, the name in people's browsers",
    ),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """An installation's choices, checked."""

    mode: Mode
    instance: Path
    database_url: str
    key_file: Path
    profile: str
    port: int
    hosts: tuple[str, ...] = OWN_HOSTS

    @property
    def is_demo(self) -> bool:
        """Say whether everybody in it is invented."""
        return self.mode is Mode.DEMO

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Settings":
        """Return the settings that ``environ`` describes.

        Raises:
            NotConfigured: with a sentence for every variable that is wrong or missing.
        """
        chosen: dict[str, Any] = {}
        problems: list[str] = []
        given = _with_derived(environ)
        for setting in SETTINGS:
            text = given.get(setting.variable, setting.default)
            if text is None:
                problems.append(f"{setting.variable} is missing: {setting.help}.")
                continue
            try:
                chosen[setting.name] = setting.parse(text)
            except ValueError as wrong:
                problems.append(f"{setting.variable} {wrong}.")
        problems += _unsafe(chosen) + _unknown(environ)
        if problems:
            raise NotConfigured(problems)
        return cls(**chosen)


def beside(name: str) -> Path:
    """Return a folder that lies beside the package in a checkout and inside it in a wheel."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def _with_derived(environ: Mapping[str, str]) -> dict[str, str]:
    """Return ``environ`` with what follows from the instance where nothing was said."""
    given = {name: text for name, text in environ.items() if text}
    instance = folder(given.get("DMI_INSTANCE", "instance"))
    given.setdefault("DMI_DATABASE_URL", f"sqlite:///{instance / DATABASE_FILE}")
    if given.get("DMI_MODE") == Mode.DEMO:
        given.setdefault("DMI_KEY_FILE", str(instance / ROOT_KEY_FILE))
    return given


def _unsafe(chosen: Mapping[str, Any]) -> list[str]:
    """Return what is wrong between the settings."""
    if chosen.get("mode") is not Mode.PRODUCTION or not {"instance", "key_file"} <= set(chosen):
        return []
    if chosen["key_file"].is_relative_to(chosen["instance"]):
        return ["DMI_KEY_FILE lies in the instance: whoever copies the data has the key."]
    return []


def _unknown(environ: Mapping[str, str]) -> list[str]:
    """Return a sentence for each variable that looks like ours and is not."""
    known = {setting.variable for setting in SETTINGS}
    ours = [name for name in environ if name.startswith("DMI_") and name not in known]
    return [f"{name} is no setting." for name in sorted(ours) if not name.startswith("DMI_TEST_")]
