"""What a plan may name and what is told beside an interval: pure rules."""

import re
from collections import Counter
from collections.abc import Sequence

from dmi.outcomes.words import Estimator

PRIMARY = (Estimator.DID, Estimator.ITS)
"""Only these give a ratio with an interval that a verdict can lean on; the others stand beside."""
FEWEST_COMPARED = 39
"""Areas at least that a difference in differences takes its interval from."""
SHORTEST_REASON = 20
BARE_PERCENTAGE = 20
"""On fewer cases a percentage is never printed without its counts."""
MONTHS_A_YEAR = 12
EVERY_OTHER = "*"
_MONTH = re.compile(r"(19|20)\d{2}-(0[1-9]|1[0-2])")
_QUARTER = re.compile(r"((?:19|20)\d{2})-Q([1-4])")


def is_month(text: str) -> bool:
    """Tell whether a text is YYYY-MM."""
    return _MONTH.fullmatch(text) is not None


def quarter_number(text: str) -> int | None:
    """Return a number that grows by one from each quarter to the next; nothing for a month."""
    found = _QUARTER.fullmatch(text)
    return int(found[1]) * 4 + int(found[2]) - 1 if found else None


def quarter_of(month: str) -> int:
    """Return the number of the quarter in which YYYY-MM lies."""
    return int(month[:4]) * 4 + (int(month[5:]) - 1) // 3


def codes(text: str) -> list[str]:
    """Return the codes of a typed list, each once, in its order."""
    parts = re.split(r"[,;\s]+", text)
    return list(dict.fromkeys(part for part in parts if part))


def shown(count: int | None, least: int) -> str:
    """Return a count as it is printed; one under ``least`` is not told, nought is."""
    if count is None:
        return "–"
    return f"<{least}" if 0 < count < least else f"{count}"


def singles_out(extracts: Sequence[tuple[int, Sequence[Sequence[str]]]]) -> bool:
    """Tell whether somebody who holds all these extracts can point at fewer than the least.

    Each extract has its least and its cells: groups of people whose rows look alike. Whoever
    holds several knows of a person in which cell of each they are, or that they are in none. All
    of one such combination must be as many as the strictest extract that holds them asks for.
    """
    places: dict[str, list[int]] = {}
    for number, (_least, cells) in enumerate(extracts):
        for place, cell in enumerate(cells):
            for member in cell:
                places.setdefault(member, [-1] * len(extracts))[number] = place
    alike = Counter(map(tuple, places.values()))
    return any(
        count < max(extracts[number][0] for number, cell in enumerate(where) if cell >= 0)
        for where, count in alike.items()
    )
