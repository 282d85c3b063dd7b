"""Where the set-up puts things: everything under two folders that git ignores."""

import os
import sysconfig
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCAL = ROOT / ".local"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

SYSTEM = Path("/")
PRIVATE = LOCAL / "root"  # Debian packages are unpacked here, the system stays untouched
APT = LOCAL / "apt"

PAPER_FONTS = LOCAL / "fonts"
FONTS_CONF = LOCAL / "fonts.conf"
STATIC = ROOT / "dmi" / "static"
# Read by whoever starts a child that makes paper: a library path counts only from the start
# of a process, so a program that was started by hand gives it to its children.
ENVIRONMENT = VENV / "dmi-environment.json"

MULTIARCH = sysconfig.get_config_var("MULTIARCH") or "x86_64-linux-gnu"


def library_folders(root: Path = PRIVATE) -> list[Path]:
    """Return the folders below ``root`` in which shared libraries lie."""
    usual = root / "usr/lib" / MULTIARCH
    folders = (usual, root / "lib" / MULTIARCH, usual / "pulseaudio")
    return [folder for folder in folders if folder.is_dir()]


def program_environment(own: Mapping[str, str], outer: Mapping[str, str]) -> dict[str, str]:
    """Return ``outer`` with our own variables; our library path goes before an outer one."""
    merged = {**outer, **own}
    paths = [path for env in (own, outer) if (path := env.get("LD_LIBRARY_PATH"))]
    if paths:
        merged["LD_LIBRARY_PATH"] = os.pathsep.join(paths)
    return merged
