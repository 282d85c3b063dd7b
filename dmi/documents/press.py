"""Printing: one child process for each document, without network where the system allows it."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from dmi.documents.layouts import pages_allowed
from dmi.documents.paper import Paper, manuscript
from dmi.documents.render import FAMILIES
from dmi.settings import PACKAGE

SECONDS = 180
NOTE = "dmi-environment.json"
_KEPT = (
    *("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "XDG_CACHE_HOME"),
    *("COVERAGE_PROCESS_CONFIG", "LD_PRELOAD", "FAKETIME"),
)


class PressFailed(RuntimeError):
    """No paper came out: the press stopped, a font is missing or a resource was refused."""


@dataclass(frozen=True)
class Printed:
    """One tagged document; ``pages`` gives for each page the index of its paper."""

    pdf: bytes
    pages: tuple[int, ...]
    is_isolated: bool

    @property
    def sha256(self) -> str:
        """Return the hash under which the document is kept."""
        return hashlib.sha256(self.pdf).hexdigest()

    def pages_of(self, paper: int) -> tuple[int, ...]:
        """Return the page numbers, from 1, of one paper of the batch."""
        return tuple(place for place, owner in enumerate(self.pages, 1) if owner == paper)


def print_batch(papers: Sequence[Paper]) -> Printed:
    """Return the document of up to a hundred papers.

    Raises:
        TooMany: more papers than one document may hold.
        PressFailed: no document, or one with letters of a font that is not ours.
    """
    work = json.dumps(asdict(manuscript(papers))).encode()
    try:
        done = subprocess.run(  # noqa: S603 - our own module and fixed arguments
            [*_alone(), sys.executable, "-P", "-m", "dmi.documents.render", str(len(papers))],
            input=work,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env=_environment(),
        )
    except subprocess.TimeoutExpired as cause:
        raise PressFailed("the press took too long") from cause
    if done.returncode != 0:
        reason = done.stderr.decode(errors="replace").strip().splitlines()
        raise PressFailed(reason[-1] if reason else f"the press ended with {done.returncode}")
    line, _, pdf = done.stdout.partition(b"\n")
    known = json.loads(line)
    strange = set(known["families"]) - FAMILIES
    if strange:
        raise PressFailed(f"a font is missing; letters came from {', '.join(sorted(strange))}")
    return Printed(pdf, tuple(known["pages"]), isolated())


def too_long(papers: Sequence[Paper], printed: Printed) -> tuple[int, ...]:
    """Return the indexes of the papers that take more pages than their layout allows."""
    return tuple(
        place
        for place, paper in enumerate(papers)
        if (most := pages_allowed(paper.paper_id, paper.size))
        and len(printed.pages_of(place)) > most
    )


def isolated() -> bool:
    """Return whether the press runs without network on this machine."""
    return bool(_alone())


@lru_cache(maxsize=1)
def _alone() -> tuple[str, ...]:
    """Return the words that start a process without network, or none where that is refused."""
    program = shutil.which("unshare")
    if program is None:
        return ()
    for words in ((program, "--net"), (program, "--user", "--map-root-user", "--net")):
        tried = subprocess.run(  # noqa: S603 - a fixed command
            [*words, "true"], capture_output=True, timeout=10, check=False
        )
        if tried.returncode == 0:
            return words
    return ()


def _environment() -> dict[str, str]:
    """Return what the child may know: where libraries and fonts lie, and nothing of ours.

    The set-up leaves a note in the environment of Python, because a library path counts only
    from the start of a process.
    """
    note = Path(sys.prefix) / NOTE
    found = json.loads(note.read_text(encoding="utf-8")) if note.is_file() else {}
    known = {name: value for name, value in found.items() if name in _KEPT}
    known |= {name: os.environ[name] for name in _KEPT if name in os.environ}
    return known | {"PYTHONPATH": str(PACKAGE.parent), "PYTHONHASHSEED": "0"}
