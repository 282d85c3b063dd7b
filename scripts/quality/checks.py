"""The steps of scripts/check, in order; the first that fails ends the check."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from machine.places import LOCAL, PYTHON, ROOT, VENV
from quality.rules import DATABASES, record_of

COVERAGE = LOCAL / "coverage"
_SCRIPTS = ("breaks", "check", "demo", "lock", "rules", "setup", "translations")


@dataclass(frozen=True)
class Check:
    """One step: a name, a command and the variables that it gets beyond the common ones."""

    name: str
    command: tuple[str | Path, ...]
    variables: Mapping[str, str] = field(default_factory=dict)


def tool(name: str, *arguments: str) -> tuple[str | Path, ...]:
    """Return the command of a tool of the virtual environment."""
    return (VENV / "bin" / name, *arguments)


def reading() -> list[Check]:
    """Return the steps that only read the sources."""
    typed = ["dmi", "tests", "scripts/machine", "scripts/quality"]
    typed += [f"scripts/{name}" for name in _SCRIPTS]
    return [
        Check("format", tool("ruff", "format", "--check", ".")),
        Check("lint", tool("ruff", "check", ".")),
        Check("types", tool("mypy", *typed)),
        Check("imports", tool("lint-imports", "--no-logo")),
        Check("templates", tool("djlint", "--lint", "--quiet", "templates")),
        Check("translations", (PYTHON, "scripts/translations", "check")),
    ]


def testing(database: str, *, fast: bool) -> Check:
    """Return the step that runs the tests on one database."""
    command: list[str | Path] = [
        PYTHON,
        "-m",
        "pytest",
        "-q",
        "-n",
        "2",
        "--dist",
        "worksteal",
        "-p",
        "tests.house.rules_plugin",
    ]
    if database == DATABASES[0]:
        # The coverage step judges; measuring costs a third of a run, so one run is measured.
        command += ["--cov=dmi", "--cov-report=", "--cov-append", "--cov-fail-under=0"]
    command += ["-m", "not browser"] if fast else []
    variables = {"DMI_TEST_DATABASE": database}
    if not fast:
        variables["DMI_TEST_RULES"] = str(record_of(ROOT, database))
    return Check(f"tests on {database}", tuple(command), variables)


def steps(*, fast: bool) -> list[Check]:
    """Return every step of a full or a fast check."""
    databases = DATABASES[:1] if fast else DATABASES
    tests = [testing(database, fast=fast) for database in databases]
    report = ("report", "--fail-under=0") if fast else ("report",)
    return [
        *reading(),
        *tests,
        Check("coverage", tool("coverage", *report)),
        Check("rules", (sys.executable, "scripts/rules")),
    ]


def run_all(checks: Iterable[Check], environment: Mapping[str, str]) -> int:
    """Run the steps; print a line for each, and the whole output of the one that fails."""
    COVERAGE.mkdir(parents=True, exist_ok=True)
    for old in (*COVERAGE.glob("data*"), *(record_of(ROOT, name) for name in DATABASES)):
        old.unlink(missing_ok=True)
    for check in checks:
        began = time.monotonic()
        print(f"  {check.name:<22}", end="", flush=True)
        done = subprocess.run(
            [str(part) for part in check.command],
            cwd=ROOT,
            env={**environment, **check.variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        verdict = "failed" if done.returncode else "ok"
        print(f"{time.monotonic() - began:8.1f} s  {verdict}  {closing(done.stdout)}", flush=True)
        if done.returncode:
            print(done.stdout)
            return 1
    return 0


def closing(output: str) -> str:
    """Return the last line that a tool printed: its own summary."""
    lines = [line.strip("= \t") for line in output.splitlines() if line.strip("= \t")]
    return lines[-1][:100] if lines else ""


def common(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that every step gets: nothing of the caller's own installation."""
    kept = {name: value for name, value in environment.items() if not name.startswith("DMI_")}
    kept |= {name: value for name, value in environment.items() if name.startswith("DMI_TEST_")}
    runtime = LOCAL / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    path = os.pathsep.join([str(VENV / "bin"), environment.get("PATH", os.defpath)])
    return {**kept, "PATH": path, "XDG_RUNTIME_DIR": str(runtime), "PYTHONUTF8": "1"}
