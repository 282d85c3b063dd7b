"""The virtual environment: Python, uv and the pinned libraries, every one by its hash."""

import hashlib
import json
import os
import re
import sys
from pathlib import Path

from machine.parts import pip_wheel
from machine.places import LOCAL, PYTHON, ROOT, VENV
from machine.steps import Stopped, run

LOCK = ROOT / "requirements.lock"
# The lines of the lock after this one are wanted by scripts/check alone.
TESTS_BEGIN = "# ---- only for scripts/check ----\n"
STAMP = VENV / "dmi-made-from.json"
# Imported when an evaluation is computed, never by a page or by the invented people of a demo.
LATE = frozenset(
    {"formulaic", "interface-meta", "narwhals", "pandas", "patsy", "scipy", "statsmodels", "wrapt"}
)
_INSTALL: tuple[str | Path, ...] = (
    *(VENV / "bin" / "uv", "pip", "install", "-q"),
    *("--python", PYTHON),
)
_BLOCK = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==.*\n(?:[ ]+--hash.*\n)*", re.MULTILINE)


def pins(lock: str, *, with_tests: bool) -> str:
    """Return the part of the lock that is to be installed.

    Raises:
        Stopped: the lock has lost its dividing line.
    """
    base, divider, tests = lock.partition(TESTS_BEGIN)
    if not divider:
        raise Stopped("requirements.lock has no dividing line; write it with scripts/lock")
    return base + tests if with_tests else base


def block_of(lock: str, name: str) -> str:
    """Return one distribution's pin with its hashes."""
    for block in _BLOCK.finditer(lock):
        if block["name"].lower() == name.lower():
            return block[0]
    raise Stopped(f"{name} is not in requirements.lock")


def is_made(*, with_tests: bool) -> bool:
    """Say whether a working environment holds the pinned libraries and the project itself."""
    if not has_uv():
        return False
    done = json.loads(STAMP.read_text()) if STAMP.exists() else {}
    made_from = _made_from(pins(LOCK.read_text(), with_tests=with_tests))
    return done.get("tests") == made_from or (not with_tests and done.get("base") == made_from)


def begin() -> None:
    """Make the virtual environment unless a good one stands, and what the database and fonts need.

    What only evaluations need is the larger half: ``complete`` brings it while others work.
    """
    if not has_uv():
        _make_environment()
    _install(without(pins(LOCK.read_text(), with_tests=False), LATE))
    run([*_INSTALL, "--no-deps", "--no-build-isolation", "-e", ROOT])


def complete(*, with_tests: bool) -> None:
    """Install every pinned library that is not there yet."""
    lock = LOCK.read_text()
    pinned = pins(lock, with_tests=with_tests)
    _install(pinned)
    both = {"base": _made_from(pins(lock, with_tests=False))}
    STAMP.write_text(json.dumps({**both, "tests": _made_from(pinned)} if with_tests else both))


def without(pinned: str, names: frozenset[str]) -> str:
    """Return the pins less those of ``names``."""
    return "".join(one[0] for one in _BLOCK.finditer(pinned) if one["name"] not in names)


def _install(pinned: str) -> None:
    wanted = LOCAL / "pins.txt"
    wanted.write_text(pinned)
    run([*_INSTALL, "--require-hashes", "-r", wanted])


def _make_environment() -> None:
    if not _works():
        run([sys.executable, "-m", "venv", "--clear", "--without-pip", VENV])
    wheel = pip_wheel()
    if wheel is None:
        raise Stopped("No pip is to be had: install Debian's python3-pip-whl or python3-venv.")
    wanted = LOCAL / "uv.txt"
    wanted.write_text(block_of(LOCK.read_text(), "uv"))
    run(
        [PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", wanted],
        env={**os.environ, "PYTHONPATH": str(wheel), "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )


def has_uv() -> bool:
    """Say whether a working environment has the program that installs into it."""
    return (VENV / "bin" / "uv").exists() and _works()


def _made_from(pinned: str) -> str:
    """Return the fingerprint of what an installation depends on."""
    kind = (VENV / "pyvenv.cfg").read_text()
    sources = (pinned, (ROOT / "pyproject.toml").read_text(), str(VENV), kind)
    return hashlib.sha256("\0".join(sources).encode()).hexdigest()


def _works() -> bool:
    """Say whether the environment's Python starts and is new enough."""
    try:
        run([PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"])
    except Stopped:
        return False
    return True
