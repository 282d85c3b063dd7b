"""Small changes to a copy of the code: a test that stays green under its change proves nothing."""

import os
import shutil
import subprocess
import time
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from queue import SimpleQueue

from machine.places import PYTHON, ROOT
from machine.steps import Stopped
from quality.rules import DATABASES

PARTS = ("dmi", "migrations", "templates", "tests", "scripts", "pyproject.toml")
SECONDS = 240  # for the tests of one break
SECONDS_OF_ALL = 1800
REPORT = "report.xml"
_RAN = (0, 1)  # what pytest ends with when every named test was found and ran
_ASSERTED = ("assert ", "AssertionError", "Failed: DID NOT RAISE", "Failed: DID NOT WARN")


class Stale(Exception):
    """The code or its tests went on and the break did not; the message says where."""


class Verdict(StrEnum):
    """What became of one break."""

    RED = "red"
    GREEN = "STAYED GREEN"
    STALE = "STALE"
    OTHER = "FAILED OTHERWISE"


@dataclass(frozen=True, slots=True)
class Break:
    """One change that must not go unseen.

    Attributes:
        name: how it is called on the command line.
        sentence: what is wrong once it is made.
        file: where, from the root of the checkout.
        old: text that stands there exactly once.
        new: what stands there instead.
        tests: ids as pytest takes them; each must turn red.
        database: on which the tests run.
    """

    name: str
    sentence: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]
    database: str = DATABASES[0]

    def applied(self, source: str) -> str:
        """Return the source with the change.

        Raises:
            Stale: the old text does not stand there exactly once.
        """
        if (found := source.count(self.old)) != 1:
            raise Stale(f"the old text stands {found} times in {self.file}")
        return source.replace(self.old, self.new)


@dataclass(frozen=True, slots=True)
class Seen:
    """One run of pytest: how it ended, and of each case its test, its phase and its fault."""

    code: int
    cases: tuple[tuple[str, str, str], ...]

    def faults_of(self, test: str) -> list[tuple[str, str]]:
        """Return phase and message of what went wrong in a named test, whatever its values."""
        return [
            (phase, fault)
            for case, phase, fault in self.cases
            if phase and (case == test or case.startswith(f"{test}["))
        ]


def named(file: str, *names: str) -> tuple[str, ...]:
    """Return the ids of some tests of one file."""
    return tuple(f"{file}::{name}" for name in names)


def read(code: int, report: str) -> Seen:
    """Return what a JUnit report says; no report, no case."""
    cases = []
    for case in ET.fromstring(report).iter("testcase") if report else ():  # noqa: S314 - pytest's own
        place = case.get("classname", "").replace(".", "/")
        test = f"{place}.py::{case.get('name')}"
        wrong = [one for one in case if one.tag in {"failure", "error"}]
        cases += [(test, one.tag, one.get("message", "")) for one in wrong] or [(test, "", "")]
    return Seen(code, tuple(cases))


def judged(change: Break, seen: Seen) -> tuple[Verdict, str]:
    """Return the verdict on a break and, where it is not red, what a person must know."""
    if seen.code not in _RAN:
        told = next((fault for _, phase, fault in seen.cases if phase), "")
        return Verdict.STALE, f"pytest ended with {seen.code} {_short(told)}".rstrip()
    green, other = [], []
    for test in change.tests:
        faults = seen.faults_of(test)
        if not faults:
            green.append(test)
        elif not any(tag == "failure" and one.startswith(_ASSERTED) for tag, one in faults):
            other.append(f"{test}: {_short(faults[0][1])}")
    if green:
        return Verdict.GREEN, ", ".join(green)
    return (Verdict.OTHER, "; ".join(other)) if other else (Verdict.RED, "")


def _short(message: str) -> str:
    return message.splitlines()[0][:120] if message else ""


@dataclass(frozen=True, slots=True)
class Copy:
    """The code in a folder of its own; interpreter and libraries stay those of the checkout."""

    folder: Path
    environment: Mapping[str, str]

    @classmethod
    def of_checkout(cls, folder: Path, environment: Mapping[str, str]) -> "Copy":
        """Copy the code into a new folder.

        Raises:
            Stopped: Python would import the checkout and not the copy.
        """
        folder.mkdir()
        for part in PARTS:
            if (ROOT / part).is_dir():
                shutil.copytree(ROOT / part, folder / part)
            else:
                shutil.copy2(ROOT / part, folder / part)
        made = cls(folder, {**environment, "PYTHONPATH": str(folder)})
        told = made._python("-c", "import dmi; print(dmi.__file__)").stdout.strip()
        if Path(told) != folder / "dmi" / "__init__.py":
            raise Stopped(f"The copy is not what Python imports: {told}")
        return made

    def tested(
        self, tests: Sequence[str], database: str, *more: str, seconds: int = SECONDS
    ) -> Seen:
        """Run the named tests and no other.

        Raises:
            TimeoutExpired: they were not done after so many seconds.
        """
        report = self.folder / REPORT
        report.unlink(missing_ok=True)
        done = self._python(
            *("-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=no", f"--junitxml={report}"),
            *more,
            *tests,
            variables={"DMI_TEST_DATABASE": database},
            seconds=seconds,
        )
        return read(done.returncode, report.read_text("utf-8") if report.exists() else "")

    def under(self, change: Break) -> tuple[Verdict, str]:
        """Make one change, run its tests, take the change back and judge."""
        path = self.folder / change.file
        try:
            whole, dated = path.read_text("utf-8"), path.stat().st_mtime_ns
            path.write_text(change.applied(whole), "utf-8")
        except (Stale, OSError) as cause:
            return Verdict.STALE, str(cause)
        try:
            return judged(change, self.tested(change.tests, change.database))
        except subprocess.TimeoutExpired:
            return Verdict.OTHER, f"not done after {SECONDS} s"
        finally:
            path.write_text(whole, "utf-8")
            os.utime(path, ns=(dated, dated))  # what Python compiled before counts again

    def _python(
        self, *words: str, variables: Mapping[str, str] | None = None, seconds: int = SECONDS
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(PYTHON), *words],
            cwd=self.folder,
            # Compiled files tell a change by the second and the size: a broken one is never kept.
            env={**self.environment, **(variables or {}), "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )


def not_green(copy: Copy, changes: Sequence[Break]) -> list[str]:
    """Return which of the tests fail before anything is broken, or how pytest stopped."""
    wrong = []
    for database in DATABASES:
        tests = sorted({test for one in changes if one.database == database for test in one.tests})
        if not tests:
            continue
        began = time.monotonic()
        print(f"  {f'unbroken, {database}':<28}", end="", flush=True)
        workers = ("-n", "2") if len(tests) > 1 else ()
        seen = copy.tested(tests, database, *workers, seconds=SECONDS_OF_ALL)
        found = [f"{test}: {_short(fault)}" for test, phase, fault in seen.cases if phase]
        if seen.code and not found:
            found = [f"pytest ended with {seen.code} on {database}"]
        verdict = "failed" if found else f"{len(seen.cases)} passed"
        print(f"{time.monotonic() - began:6.1f} s  {verdict}", flush=True)
        wrong += found
    return wrong


def run_all(copies: Sequence[Copy], changes: Sequence[Break]) -> list[str]:
    """Make every change, one at a time in each copy; print a line for each.

    Returns:
        The names of those that did not turn their tests red.
    """
    free: SimpleQueue[Copy] = SimpleQueue()
    for one in copies:
        free.put(one)

    def tried(change: Break) -> tuple[float, Verdict, str]:
        copy, began = free.get(), time.monotonic()
        try:
            verdict, why = copy.under(change)
        finally:
            free.put(copy)
        return time.monotonic() - began, verdict, why

    wrong = []
    with ThreadPoolExecutor(len(copies)) as pool:
        for change, (took, verdict, why) in zip(changes, pool.map(tried, changes), strict=True):
            print(f"  {change.name:<28}{took:6.1f} s  {verdict}  {why}".rstrip(), flush=True)
            if verdict is not Verdict.RED:
                wrong.append(change.name)
    return wrong
