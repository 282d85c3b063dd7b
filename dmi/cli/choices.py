"""What analysts type behind an option, as values."""

import math
from datetime import date

import click

FEWEST, MOST = 1_000, 10_000_000


def words(_context: click.Context, _option: click.Parameter, text: str | None) -> tuple[str, ...]:
    """Return words with commas between them."""
    return tuple(word.strip() for word in (text or "").split(",") if word.strip())


def point(
    _context: click.Context, _option: click.Parameter, text: str | None
) -> tuple[float, float] | None:
    """Return longitude and latitude in degrees."""
    if text is None:
        return None
    try:
        lon, lat = map(float, text.split(","))
    except ValueError as wrong:
        raise click.BadParameter(f"{text} is no LON,LAT such as -70.57,-33.41") from wrong
    if not (abs(lon) <= 180 and abs(lat) < 90):  # noqa: PLR2004 - the known bounds
        raise click.BadParameter(f"{text} is no place: longitude comes first")
    return lon, lat


def weights(
    _context: click.Context, _option: click.Parameter, text: str | None
) -> dict[str, float]:
    """Return what a report of each source counts, zero or more."""
    found: dict[str, float] = {}
    for pair in text.split(",") if text is not None else ():
        source, _, weight = (part.strip() for part in pair.partition("="))
        try:
            found[source] = float(weight)
        except ValueError as wrong:
            raise click.BadParameter(f"{pair} is no pair such as denuncia=0.6") from wrong
        if not source or not 0 <= found[source] < math.inf:
            raise click.BadParameter(f"{pair}: a weight is zero or more")
    return found


def half_life(_context: click.Context, _option: click.Parameter, text: str | None) -> float | None:
    """Return days, endless for the word none."""
    if text is None or text == "none":
        return None if text is None else math.inf
    try:
        days = float(text)
    except ValueError as wrong:
        raise click.BadParameter(f"{text} is neither days nor none") from wrong
    if not 0 < days < math.inf:
        raise click.BadParameter("is more than zero days, or none")
    return days


def day(_context: click.Context, _option: click.Parameter, text: str | None) -> date | None:
    """Return a date."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise click.BadParameter(f"{text} is no date such as 2026-11-23") from wrong


def shares(_context: click.Context, _option: click.Parameter, text: str) -> tuple[float, ...]:
    """Return shares from the smallest, each above 0 and at most 1."""
    try:
        found = tuple(sorted({float(share) for share in text.split(",")}))
    except ValueError as wrong:
        raise click.BadParameter(f"{text} is no list of shares such as 0.01,0.05") from wrong
    if not all(0 < share <= 1 for share in found):
        raise click.BadParameter("a share is above 0 and at most 1")
    return found


def sizes(_context: click.Context, _option: click.Parameter, text: str) -> tuple[int, ...]:
    """Return numbers of incidents from the smallest."""
    try:
        found = tuple(sorted({int(size) for size in text.split(",")}))
    except ValueError as wrong:
        raise click.BadParameter(f"{text} is no list of numbers such as 10000,100000") from wrong
    if not all(FEWEST <= size <= MOST for size in found):
        raise click.BadParameter(f"a size is {FEWEST} at least and {MOST} at most")
    return found
