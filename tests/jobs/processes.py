"""The clockwork as processes of their own, on the test's installation."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from dmi.settings import Settings
from tests.house.sources import ROOT

PATIENCE = 120


def environment(settings: Settings) -> dict[str, str]:
    """Return the environment in which a process finds the test's installation."""
    ours = {name: text for name, text in os.environ.items() if not name.startswith("DMI_")}
    return ours | {
        "DMI_MODE": settings.mode.value,
        "DMI_INSTANCE": str(settings.instance),
        "DMI_DATABASE_URL": settings.database_url,
        "DMI_KEY_FILE": str(settings.key_file),
        "DMI_PROFILE": settings.profile,
        "DMI_PORT": str(settings.port),
    }


def start(settings: Settings, *words: str, module: str = "dmi") -> subprocess.Popen[str]:
    """Start ``python -m MODULE WORDS...``; its output is kept."""
    return subprocess.Popen(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        env=environment(settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Wait for the end; return the exit status and what was said on both outputs."""
    said, complained = process.communicate(timeout=PATIENCE)
    return process.returncode, said, complained


def a_job(name: str, at: datetime) -> tuple[str, ...]:
    """Return the words that run one job once at an instant."""
    return ("jobs", "run", name, "--at", at.isoformat())


@contextmanager
def running(*processes: subprocess.Popen[str]) -> Iterator[None]:
    """End these processes with the block, whatever happened in it."""
    try:
        yield
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.communicate(timeout=PATIENCE)
