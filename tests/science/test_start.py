"""The libraries of science are installed for the demo too, and wait until somebody counts."""

import os
import subprocess
import sys
from pathlib import Path

from machine import interpreter
from tests.house.sources import ROOT

HEAVY = {"numpy", "scipy", "statsmodels", "pandas"}
START = """
import os, sys
import dmi.cli.main
from dmi.app import create_app
from dmi.settings import Settings

create_app(Settings.from_env(os.environ))
print(*sorted(sys.modules))
"""


def test_the_web_starts_without_the_libraries_of_science(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", START],
        cwd=ROOT,
        env={
            **os.environ,
            "DMI_MODE": "demo",
            "DMI_INSTANCE": str(tmp_path),
            "DMI_DATABASE_URL": "",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(told.stdout.split())
    assert {"flask", "dmi.app", "dmi.cli.main"} <= loaded
    assert HEAVY & loaded == set()


def test_the_demo_installs_the_libraries_of_science() -> None:
    installed = interpreter.pins(interpreter.LOCK.read_text("utf-8"), with_tests=False)
    assert all(f"\n{name}==" in installed for name in ("numpy", "scipy", "statsmodels"))
