"""Make this machine ready, step by step; a second run finds everything done."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager

from machine import apt, fonts, fonts_conf, icons, interpreter, parts
from machine.places import (
    ENVIRONMENT,
    FONTS_CONF,
    LOCAL,
    PYTHON,
    ROOT,
    library_folders,
    program_environment,
)
from machine.steps import Stopped, run, step

_BY_HAND = "this set-up fetches system packages on Debian and its kin only"


def make_ready(*, with_tests: bool) -> dict[str, str]:
    """Fetch and make whatever is missing; return the environment for the programs to start.

    Raises:
        Stopped: something cannot be had; the message says what a person can do.
    """
    LOCAL.mkdir(exist_ok=True)
    with _alone():
        _system_parts(with_tests=with_tests)
        interpreter.make_environment()
        interpreter.install_libraries(with_tests=with_tests)
        ours = _own_environment()
        ENVIRONMENT.write_text(json.dumps(ours, indent=2) + "\n", "utf-8")
        environment = program_environment(ours, os.environ)
        _assets(environment)
        return environment


def _system_parts(*, with_tests: bool) -> None:
    """Bring the system's parts that are missing, and a pip if Python has none."""
    apt.drop_half_done()
    wanted = parts.missing(with_tests=with_tests)
    if parts.pip_wheel() is None and not PYTHON.exists():
        wanted.append(parts.PIP)
    if not wanted:
        return
    names = ", ".join(part.name for part in wanted)
    packages = [package for part in wanted for package in part.packages]
    if not parts.is_debian_like():
        raise Stopped(f"Missing: {names}; {_BY_HAND}. Install by hand: {' '.join(packages)}")
    with step("Debian's lists of packages"):
        apt.update()
    with step(names):
        apt.bring(packages)
    still = [part.name for part in wanted if not part.is_here()]
    if still:
        raise Stopped(f"Fetched, and still missing: {', '.join(still)}")


def _assets(environment: dict[str, str]) -> None:
    """Make what the pages and papers need out of the installed packages."""
    fonts_conf.write()
    if not fonts.are_made():
        with step("fonts for pages and paper"):
            inside = {**environment, "PYTHONPATH": str(ROOT / "scripts")}
            run([PYTHON, "-m", "machine.fonts"], env=inside, cwd=ROOT)
    if not icons.are_made():
        with step("icons"):
            icons.make()
    with step("catalogues"):
        run([PYTHON, ROOT / "scripts" / "translations", "compile"], env=environment, cwd=ROOT)


def _own_environment() -> dict[str, str]:
    """Return the variables with which our programs find what was brought."""
    ours = {"FONTCONFIG_FILE": str(FONTS_CONF)}
    if folders := library_folders():
        ours["LD_LIBRARY_PATH"] = os.pathsep.join(map(str, folders))
    for name, file in (("BROWSER", parts.CHROMIUM), ("FAKETIME", parts.FAKETIME)):
        if path := parts.find(file):
            ours[f"DMI_TEST_{name}"] = str(path)
    return ours


@contextmanager
def _alone() -> Iterator[None]:
    """Let one set-up run at a time in this clone."""
    with (LOCAL / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
