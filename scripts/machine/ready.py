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

    ``beside`` is work by its name that needs the libraries alone; it gets that environment and
    is done while the fonts are made.

    Raises:
        Stopped: something cannot be had; the message says what a person can do.
    """
    LOCAL.mkdir(exist_ok=True)
    with _alone():
        _parts_and_libraries(with_tests=with_tests)
        ours = _own_environment()
        ENVIRONMENT.write_text(json.dumps(ours, indent=2) + "\n", "utf-8")
        environment = program_environment(ours, os.environ)
        _assets(environment, beside)
        return environment


def _parts_and_libraries(*, with_tests: bool) -> None:
    """Bring the system's parts that are missing and, beside them, Python's libraries."""
    apt.drop_half_done()
    wanted = parts.missing(with_tests=with_tests)
    has_pip = interpreter.has_uv() or parts.pip_wheel() is not None
    _look_up(wanted if has_pip else [parts.PIP, *wanted])
    if not has_pip:
        with step(parts.PIP.name):
            apt.bring(parts.PIP.packages)
    works: dict[str, Callable[[], object]] = {}
    if wanted:
        works[_names(wanted)] = partial(apt.bring, _packages(wanted))
    if not interpreter.is_made(with_tests=with_tests):
        works["Python libraries"] = partial(interpreter.make, with_tests=with_tests)
    if works:
        side_by_side(works)
    if still := [part for part in wanted if not part.is_here()]:
        raise Stopped(f"Fetched, and still missing: {_names(still)}")


def _look_up(wanted: list[parts.Part]) -> None:
    """Fetch the lists in which the missing parts stand, or say what to install by hand."""
    if not wanted:
        return
    if not parts.is_debian_like():
        by_hand = " ".join(_packages(wanted))
        raise Stopped(f"Missing: {_names(wanted)}; {_BY_HAND}. Install by hand: {by_hand}")
    with step("Debian's lists of packages"):
        apt.update()


def _names(some: list[parts.Part]) -> str:
    return ", ".join(part.name for part in some)


def _packages(some: list[parts.Part]) -> list[str]:
    return [package for part in some for package in part.packages]


def _assets(environment: dict[str, str], beside: Mapping[str, Work]) -> None:
    """Make what the pages and papers need out of the installed packages."""
    fonts_conf.write()
    works: dict[str, Callable[[], object]] = {
        name: partial(work, environment) for name, work in beside.items()
    }
    if not fonts.are_made():
        inside = {**environment, "PYTHONPATH": str(ROOT / "scripts")}
        works["fonts"] = partial(run, [PYTHON, "-m", "machine.fonts"], env=inside, cwd=ROOT)
    if works:
        side_by_side(works)
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
