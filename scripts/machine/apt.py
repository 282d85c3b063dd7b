"""Debian packages without root and without questions: apt with a state of its own.

Signatures are checked by apt as always; nothing is installed, the packages are unpacked below
``.local/root``. They get no security updates: good for a demo and for tests, not for an office.
"""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from machine.places import APT, PRIVATE
from machine.steps import run

UNPACKING = APT / "unpacking"
_INSTALL = re.compile(r"^Inst (\S+) (?:\[\S+\] )?\((\S+) ", re.MULTILINE)


def options() -> list[str]:
    """Return apt's options for lists and archives of our own and the system's list of packages."""
    pairs = {
        "Dir::State": APT / "state",
        "Dir::State::status": "/var/lib/dpkg/status",
        "Dir::Cache": APT / "cache",
        "Dir::Cache::pkgcache": "",  # the two caches would take 80 MB for one use
        "Dir::Cache::srcpkgcache": "",
        "Dir::Log": APT,
        "APT::Sandbox::User": "root",
        "Acquire::Languages": "none",
        "APT::Update::Post-Invoke": "",
    }
    return [word for key, value in pairs.items() for word in ("-o", f"{key}={value}")]


def update() -> None:
    """Fetch the lists of packages."""
    for folder in ("state/lists/partial", "cache/archives/partial"):
        (APT / folder).mkdir(parents=True, exist_ok=True)
    run(["apt-get", *options(), "-q", "update"])


def wanted(simulation: str) -> list[str]:
    """Return ``name=version`` of every package that a simulated installation names."""
    return [f"{name}={version}" for name, version in _INSTALL.findall(simulation)]


def bring(packages: Iterable[str]) -> None:
    """Download the packages and whatever of theirs the system lacks, and unpack them privately."""
    simulate = ["apt-get", *options(), "install", "-s", "--no-install-recommends", *packages]
    archives = APT / "debs"
    archives.mkdir(parents=True, exist_ok=True)
    run(["apt-get", *options(), "-q", "download", *wanted(run(simulate))], cwd=archives)
    PRIVATE.mkdir(parents=True, exist_ok=True)
    UNPACKING.touch()
    for archive in sorted(archives.glob("*.deb")):
        unpack(archive)
    UNPACKING.unlink()


def drop_half_done() -> None:
    """Take away what an interrupted unpacking left: programs without their libraries, say."""
    if UNPACKING.exists():
        shutil.rmtree(PRIVATE, ignore_errors=True)
        UNPACKING.unlink()


def unpack(archive: Path) -> None:
    """Unpack one package and let its archive go."""
    run(["dpkg-deb", "-x", archive, PRIVATE])
    archive.unlink()
