"""The system's parts: what each is, how to see that it is there, which packages bring it."""

import ctypes
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from machine.places import MULTIARCH, PRIVATE, SYSTEM, library_folders

CHROMIUM = "usr/lib/chromium/chromium-headless-shell"
FAKETIME = f"usr/lib/{MULTIARCH}/faketime/libfaketime.so.1"
INTER_STATIC = "usr/share/fonts/opentype/inter"
INTER_VARIABLE = "usr/share/fonts/truetype/inter-vf/Inter-roman.var.ttf"


@dataclass(frozen=True)
class Part:
    """One part: libraries to load and files to find; only some are for tests alone."""

    name: str
    packages: tuple[str, ...]
    libraries: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    for_tests: bool = False

    def is_here(self) -> bool:
        """Say whether every library loads and every file exists, ours or the system's."""
        return all(map(has_library, self.libraries)) and all(map(find, self.files))


PARTS = (
    Part(
        "Pango",
        ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
        libraries=("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
    ),
    Part("Inter for paper", ("fonts-inter",), files=(f"{INTER_STATIC}/Inter-Regular.otf",)),
    Part("Inter for pages", ("fonts-inter-variable",), files=(INTER_VARIABLE,)),
    Part("browser", ("chromium-headless-shell",), files=(CHROMIUM,), for_tests=True),
    Part("browser driver", ("libatomic1",), libraries=("libatomic.so.1",), for_tests=True),
    Part("another system date", ("libfaketime",), files=(FAKETIME,), for_tests=True),
)
PIP = Part("pip", ("python3-pip-whl",))


def has_library(soname: str) -> bool:
    """Say whether the system loads ``soname`` or our private folder holds it."""
    if any((folder / soname).exists() for folder in library_folders()):
        return True
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def find(file: str) -> Path | None:
    """Return where ``file`` lies, the system's before ours."""
    return next((root / file for root in (SYSTEM, PRIVATE) if (root / file).exists()), None)


def missing(*, with_tests: bool) -> list[Part]:
    """Return the parts that are not here, without those for tests if they are not wanted."""
    return [part for part in PARTS if (with_tests or not part.for_tests) and not part.is_here()]


def pip_wheel() -> Path | None:
    """Return a wheel out of which pip runs: Python's own or Debian's."""
    stock = Path(f"usr/lib/python3.{sys.version_info.minor}/ensurepip/_bundled")
    folders = [Path(sys.base_prefix) / "lib" / stock.relative_to("usr/lib"), SYSTEM / stock]
    folders += [root / "usr/share/python-wheels" for root in (SYSTEM, PRIVATE)]
    wheels = (wheel for folder in folders for wheel in sorted(folder.glob("pip-*.whl")))
    return next(wheels, None)


def is_debian_like() -> bool:
    """Say whether packages can be fetched and unpacked without changing the system."""
    return all(shutil.which(tool) for tool in ("apt-get", "dpkg-deb"))
