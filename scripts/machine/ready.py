"""Make this machine ready, step by step; a second run finds everything done."""

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from types import MappingProxyType

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
from machine.steps import Stopped, run, side_by_side, step

_BY_HAND = "this set-up fetches system packages on Debian and its kin only"


Work = Callable[[Mapping[str, str]], object]


def make_ready(
    *, with_tests: bool, beside: Mapping[str, Work] = MappingProxyType({})
) -> dict[str, str]:
    """Fetch and make whatever is missing; return the environment for the programs to start.

    ``beside`` is work by its name that needs neither the fonts of pages nor what evaluations are
    computed with; it gets that environment and is done while both are brought.

    Raises:
        Stopped: something cannot be had; the message says what a person can do.
    """
    LOCAL.mkdir(exist_ok=True)
    with _alone():
        _system_parts(with_tests=with_tests)
        works: dict[str, Callable[[], object]] = {}
        if not interpreter.is_made(with_tests=with_tests):
            with step("Python environment"):
                interpreter.begin()
            works["Python libraries"] = partial(interpreter.complete, with_tests=with_tests)
        ours = _own_environment()
        ENVIRONMENT.write_text(json.dumps(ours, indent=2) + "\n", "utf-8")
        environment = program_environment(ours, os.environ)
        for name, work in beside.items():
            works[name] = partial(work, environment)
        _assets(environment, works)
        return environment


def _system_parts(*, with_tests: bool) -> None:
    """Bring the system's parts that are missing, and a pip if Python has none."""
    apt.drop_half_done()
    wanted = parts.missing(with_tests=with_tests)
    if parts.pip_wheel() is None and not interpreter.has_uv():
        wanted.append(parts.PIP)
    if not wanted:
        return
    packages = [package for part in wanted for package in part.packages]
    if not parts.is_debian_like():
        by_hand = " ".join(packages)
        raise Stopped(f"Missing: {_names(wanted)}; {_BY_HAND}. Install by hand: {by_hand}")
    with step("Debian's lists of packages"):
        apt.update()
    with step(_names(wanted)):
        apt.bring(packages)
    if still := [part for part in wanted if not part.is_here()]:
        raise Stopped(f"Fetched, and still missing: {_names(still)}")


def _names(some: list[parts.Part]) -> str:
    return ", ".join(part.name for part in some)


def _assets(environment: dict[str, str], works: dict[str, Callable[[], object]]) -> None:
    """Make what the pages and papers need out of the installed packages, beside other works."""
    fonts_conf.write()
    with step("catalogues"):
        run([PYTHON, ROOT / "scripts" / "translations", "compile"], env=environment, cwd=ROOT)
    if not icons.are_made():
        with step("icons"):
            icons.make()
    if not fonts.are_made():
        inside = {**environment, "PYTHONPATH": str(ROOT / "scripts")}
        make = partial(run, env=inside, cwd=ROOT)
        with step("fonts for paper"):
            make([PYTHON, "-m", "machine.fonts", "paper"])
        works["fonts for pages"] = partial(make, [PYTHON, "-m", "machine.fonts", "pages"])
    if works:
        side_by_side(works)


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
