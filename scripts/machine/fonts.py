"""Fonts out of installed packages: cut for the web, gathered for paper. Runs inside .venv."""

import shutil
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from machine.parts import INTER_STATIC, INTER_VARIABLE, find
from machine.places import PAPER_FONTS, STATIC
from machine.steps import Stopped

WEB_FONTS = STATIC / "fonts"
INTER_WEB = "inter-latin.woff2"
# Not the .ttf: where glyphs are hinted it gives "%" and "…" the width of one of their parts.
SERIF_WEB = {
    "source-serif-regular.woff2": "SourceSerifPro-Regular.otf",
    "source-serif-semibold.woff2": "SourceSerifPro-Semibold.otf",
    "source-serif-italic.woff2": "SourceSerifPro-It.otf",
}
SERIF_PAPER = (
    "SourceSerifPro-Regular.ttf",
    "SourceSerifPro-It.ttf",
    "SourceSerifPro-Semibold.ttf",
    "SourceSerifPro-SemiboldIt.ttf",
    "SourceSerifPro-Bold.ttf",
)
INTER_PAPER = (
    "Inter-Regular.otf",
    "Inter-Italic.otf",
    "Inter-Medium.otf",
    "Inter-SemiBold.otf",
    "Inter-Bold.otf",
)
# Latin with its accents, the typographic signs of Spanish and English, arrows and check marks.
LATIN = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *(0x2BC, 0x2C6, 0x2DA, 0x2DC),
    *range(0x2010, 0x2028),
    *(0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2116, 0x2122),
    *(0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2215, 0x2248, 0x2260, 0x2264, 0x2265),
    *(0x2713, 0x2715),
)
FEATURES = ("calt", "ccmp", "kern", "locl", "mark", "mkmk", "ss03", "cv05", "tnum", "zero")


def are_made() -> bool:
    """Say whether every font file stands where it belongs."""
    web = all((WEB_FONTS / name).exists() for name in (INTER_WEB, *SERIF_WEB))
    return web and all((PAPER_FONTS / name).exists() for name in (*SERIF_PAPER, *INTER_PAPER))


def make_for_paper() -> None:
    """Gather the paper fonts."""
    PAPER_FONTS.mkdir(parents=True, exist_ok=True)
    for name in SERIF_PAPER:
        _whole(shutil.copyfile, _serif() / name, PAPER_FONTS / name)
    for name in INTER_PAPER:
        _whole(shutil.copyfile, _found(f"{INTER_STATIC}/{name}"), PAPER_FONTS / name)


def make_for_pages() -> None:
    """Make the web fonts."""
    WEB_FONTS.mkdir(parents=True, exist_ok=True)
    _whole(cut, _found(INTER_VARIABLE), WEB_FONTS / INTER_WEB)
    # The licence reserves the name "Source": that family is wrapped whole, never cut.
    for web, whole in SERIF_WEB.items():
        _whole(wrap, _serif() / whole, WEB_FONTS / web)


def cut(source: Path, result: Path) -> None:
    """Keep the Latin letters and the features that the pages use, all weights."""
    from fontTools.subset import Options, Subsetter, load_font, save_font

    options = Options(flavor="woff2", layout_features=list(FEATURES), notdef_outline=True)
    font = load_font(str(source), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LATIN)
    subsetter.subset(font)
    save_font(font, str(result), options)


def wrap(source: Path, result: Path) -> None:
    """Compress a whole font for the web."""
    from fontTools.ttLib import TTFont

    font = TTFont(source)
    font.flavor = "woff2"
    font.save(result)


def _whole(make_one: Callable[[Path, Path], object], source: Path, result: Path) -> None:
    """Let a file appear under its name only when it is whole."""
    part = result.with_suffix(".part")
    make_one(source, part)
    part.replace(result)


def _serif() -> Path:
    return Path(str(files("font_source_serif_pro"))) / "files"


def _found(file: str) -> Path:
    path = find(file)
    if path is None:
        raise Stopped(f"The font {Path(file).name} is missing.")
    return path


if __name__ == "__main__":
    {"paper": make_for_paper, "pages": make_for_pages}[sys.argv[1]]()
    sys.exit(0)
