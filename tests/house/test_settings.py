"""An installation is described by its environment, and told everything that is wrong with it."""

from pathlib import Path

import pytest

from dmi.settings import SETTINGS, Mode, NotConfigured, Settings, beside
from tests.house.sources import ROOT


def problems(**environ: str) -> list[str]:
    with pytest.raises(NotConfigured) as refused:
        Settings.from_env(environ)
    return refused.value.problems


def test_a_demo_needs_nothing_but_its_word(tmp_path: Path) -> None:
    settings = Settings.from_env({"DMI_MODE": "demo", "DMI_INSTANCE": str(tmp_path)})
    assert settings.is_demo
    assert settings.database_url == f"sqlite:///{tmp_path / 'dmi.sqlite3'}"
    assert settings.key_file == tmp_path / "root.key"
    assert (settings.profile, settings.port) == ("cl", 8000)


def test_production_is_the_default_and_wants_a_key_of_its_own(tmp_path: Path) -> None:
    (missing,) = problems(DMI_INSTANCE=str(tmp_path))
    assert missing.startswith("DMI_KEY_FILE is missing: ")
    (inside,) = problems(DMI_INSTANCE=str(tmp_path), DMI_KEY_FILE=str(tmp_path / "keys/root.key"))
    assert inside.startswith("DMI_KEY_FILE lies in the instance")
    settings = Settings.from_env({"DMI_INSTANCE": str(tmp_path / "i"), "DMI_KEY_FILE": "/keys/k"})
    assert settings.mode is Mode.PRODUCTION


def test_all_problems_are_told_at_once() -> None:
    told = problems(
        DMI_MODE="test",
        DMI_DATABASE_URL="postgresql://here",
        DMI_PROFILE="Chile",
        DMI_PORT="80",
        DMI_COLOUR="red",
    )
    assert [sentence.split()[0] for sentence in told] == [
        "DMI_MODE",
        "DMI_DATABASE_URL",
        "DMI_KEY_FILE",
        "DMI_PROFILE",
        "DMI_PORT",
        "DMI_COLOUR",
    ]


def test_no_secret_has_a_default() -> None:
    assert {setting.name for setting in SETTINGS if setting.default is None} == {
        "database_url",
        "key_file",
    }
    assert [setting.variable for setting in SETTINGS if len(setting.help) < 10] == []


def test_templates_and_migrations_are_found_beside_the_package() -> None:
    assert beside("templates") == ROOT / "templates"
    assert beside("kernel") == ROOT / "dmi" / "kernel"
