"""Say what is done, one line a step, and stop in plain words."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path


class Stopped(Exception):
    """The set-up cannot go on; the message says what a person can do."""


@contextmanager
def step(name: str) -> Iterator[None]:
    """Print ``name`` and, at its end, how long it took in seconds."""
    print(f"  {name:<44}", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"{time.monotonic() - began:6.1f} s", flush=True)


def side_by_side(works: Mapping[str, Callable[[], object]]) -> None:
    """Do several works at once, as one step that bears all their names.

    Raises:
        Stopped: one of them failed; the others were waited for.
    """
    with step(", ".join(works)), ThreadPoolExecutor(len(works)) as hands:
        for work in [hands.submit(work) for work in works.values()]:
            work.result()


def run(
    command: Sequence[str | Path], *, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> str:
    """Run ``command`` and return what it printed.

    Raises:
        Stopped: the command is missing or failed; the message holds its last lines.
    """
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=cwd,
            env=None if env is None else dict(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    except FileNotFoundError as missing:
        raise Stopped(f"{command[0]} is not on this machine") from missing
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-30:])
        raise Stopped(f"{Path(command[0]).name} ended with {done.returncode}:\n{tail}")
    return done.stdout


def complain(stopped: Stopped) -> int:
    """Print why we stopped and return the exit code for it."""
    print(f"\n{stopped}", file=sys.stderr)
    return 1
