"""Months, quarters and numbered periods as whole numbers that can be counted on."""

import re

_MONTH = re.compile(
    r"(\d{4})(?:[-/.](0?[1-9]|1[0-2])(?:[-/.](?:0?[1-9]|[12]\d|3[01]))?(?:[T ].*)?|(0[1-9]|1[0-2]))"
)
_MONTH_FIRST = re.compile(r"(0?[1-9]|1[0-2])[-/.](\d{4})")
_QUARTER = re.compile(r"(\d{4})[- /.]?[QqTt]([1-4])")
_MONTH_IN_SIX = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])")
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}(?:\.0+)?")
MONTHS, QUARTERS = 12, 4


def month(label: str) -> int:
    """Return the months since year 0 of YYYY-MM, YYYY-MM-DD, YYYYMM or MM/YYYY.

    Raises:
        ValueError: ``label`` names no month.
    """
    text = label.strip()
    if found := _MONTH.fullmatch(text):
        return int(found[1]) * MONTHS + int(found[2] or found[3]) - 1
    if found := _MONTH_FIRST.fullmatch(text):
        return int(found[2]) * MONTHS + int(found[1]) - 1
    raise ValueError(f"“{label[:20]}” is no month (YYYY-MM)")


def month_label(index: int) -> str:
    """Return YYYY-MM of a number of ``month``."""
    return f"{index // MONTHS:04d}-{index % MONTHS + 1:02d}"


def period(label: str) -> int:
    """Return a number that grows by one from each period to the next.

    Whole numbers stand for themselves, YYYY-Qn counts quarters, YYYY-MM and YYYYMM months.

    Raises:
        ValueError: ``label`` is none of them.
    """
    text = label.strip()
    if found := _QUARTER.fullmatch(text):
        return int(found[1]) * QUARTERS + int(found[2]) - 1
    if _NUMBER.fullmatch(text) and not _MONTH_IN_SIX.fullmatch(text):
        return int(float(text))
    return month(text)
