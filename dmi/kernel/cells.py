"""Tables as text for other programs: no cell can become a formula there (X13, S19)."""

import csv
import io
from collections.abc import Iterable, Sequence

BEGINS_A_FORMULA = frozenset("=+-@\t\r\n\0")
MARK = "'"
"""Set before a cell that a spreadsheet would run; one that begins with it gets another."""


def neutral(text: str) -> str:
    """Return ``text`` so that no spreadsheet runs it; without its first mark it is as before."""
    risky = text[:1] in BEGINS_A_FORMULA | {MARK} if text else False
    return MARK + text if risky else text


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Return rows of text as CSV with every cell neutral and quoted."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return out.getvalue()
