"""Chile's holidays: the published list, and election days that the list does not know."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from holidays import country_holidays

from dmi.profiles.profile import YearNotCovered

_FIRST_YEAR = 2010
_LAST_YEAR = 2100

# The published list names a region by its letters, the table of comunas by its number.
REGION_LETTERS = {
    "01": "TA",
    "02": "AN",
    "03": "AT",
    "04": "CO",
    "05": "VS",
    "06": "LI",
    "07": "ML",
    "08": "BI",
    "09": "AR",
    "10": "LL",
    "11": "AI",
    "12": "MA",
    "13": "RM",
    "14": "LR",
    "15": "AP",
    "16": "NB",
}

ELECTION_DAYS = {
    date(2024, 10, 26): "Elecciones municipales y regionales",
    date(2024, 10, 27): "Elecciones municipales y regionales",
    date(2025, 11, 16): "Elecciones generales",
    date(2025, 12, 14): "Segunda votación presidencial",
}


@lru_cache(maxsize=64)
def holidays_of(year: int, part: str = "") -> Mapping[date, str]:
    """Return the holidays of a year, with those of one region when ``part`` names it.

    Raises:
        YearNotCovered: the published list does not reach the year.
    """
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise YearNotCovered(year)
    published = country_holidays(
        "CL", subdiv=REGION_LETTERS.get(part, part) or None, years=year, language="es"
    )
    days = {day: str(name) for day, name in published.items()}
    return days | {day: name for day, name in ELECTION_DAYS.items() if day.year == year}
