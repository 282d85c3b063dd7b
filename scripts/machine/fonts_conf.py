"""The font configuration that our children get: our fonts first, the same on every machine."""

from xml.sax.saxutils import escape

from machine.places import FONTS_CONF, LOCAL, PAPER_FONTS, PRIVATE, SYSTEM

_HEAD = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
"""
_FAMILIES = {
    "serif": "Source Serif Pro",
    "sans-serif": "Inter",
    "system-ui": "Inter",
    "monospace": "DejaVu Sans Mono",
}


def text() -> str:
    """Return the configuration as fontconfig reads it."""
    folders = [PAPER_FONTS, *(root / "usr/share/fonts" for root in (PRIVATE, SYSTEM))]
    lines = [f"  <dir>{escape(str(folder))}</dir>" for folder in folders]
    lines.append(f"  <cachedir>{escape(str(LOCAL / 'fontcache'))}</cachedir>")
    # The variable Inter carries the family name of the static one; paper wants the static.
    lines.append("  <selectfont><rejectfont><glob>*/inter-vf/*</glob></rejectfont></selectfont>")
    for generic, family in _FAMILIES.items():
        alias = f"<family>{generic}</family><prefer><family>{family}</family></prefer>"
        lines.append(f"  <alias>{alias}</alias>")
    return _HEAD + "\n".join(lines) + "\n</fontconfig>\n"


def write() -> None:
    """Write the configuration; it names absolute paths, so a moved clone writes it anew."""
    FONTS_CONF.write_text(text(), encoding="utf-8")
