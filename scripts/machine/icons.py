"""The icons that the pages use, cut out of the sprite of the Bootstrap-Flask wheel."""

import re
from pathlib import Path

from machine.places import STATIC, VENV
from machine.steps import Stopped

SPRITE = STATIC / "icons.svg"
_LIST = """
archive arrow-left arrow-right bag-check box-seam briefcase bullseye calendar3 calendar-check
calendar-event camera-video chat-square-heart check-circle-fill check2 chevron-left
chevron-right circle circle-half clock clock-history cloud-check dash-circle dash-circle-fill
diagram-2 diagram-3 download envelope-check envelope-paper exclamation-circle-fill
exclamation-triangle-fill eye file-earmark-pdf file-earmark-text flag geo-alt graph-up
hourglass-split house-door info-circle journal-text kanban key layers list list-columns-reverse
lock lock-fill map megaphone paperclip patch-check patch-check-fill pen pencil people
person-check plus-lg printer qr-code-scan question-circle question-circle-fill search
shield-check shield-lock shield-lock-fill sign-stop-fill signpost-split slash-circle sliders
table telephone trash3 truck ui-checks unlock upc-scan x-circle-fill x-lg zoom-in
"""
NAMES = _LIST.split()
_SYMBOL = re.compile(r'<symbol\b[^>]*\bid="([^"]+)".*?</symbol>', re.DOTALL)
_OPEN = '<svg xmlns="http://www.w3.org/2000/svg">'


def cut(whole: str, names: list[str]) -> str:
    """Return a sprite with the named symbols alone, in the order of ``names``.

    Raises:
        Stopped: the whole sprite lacks some of them.
    """
    symbols = {found[1]: found[0] for found in _SYMBOL.finditer(whole)}
    lacking = [name for name in names if name not in symbols]
    if lacking:
        raise Stopped(f"The icon sprite lacks: {', '.join(lacking)}")
    return "\n".join([_OPEN, *(symbols[name] for name in names), "</svg>\n"])


def are_made() -> bool:
    """Say whether the small sprite holds exactly the names."""
    if not SPRITE.exists():
        return False
    return [found[1] for found in _SYMBOL.finditer(SPRITE.read_text("utf-8"))] == NAMES


def make() -> None:
    """Write the small sprite."""
    pattern = "lib/python3*/site-packages/flask_bootstrap/static/bootstrap5/icons"
    source: Path = next(VENV.glob(f"{pattern}/bootstrap-icons.svg"))
    SPRITE.parent.mkdir(parents=True, exist_ok=True)
    SPRITE.write_text(cut(source.read_text("utf-8"), NAMES), "utf-8")
