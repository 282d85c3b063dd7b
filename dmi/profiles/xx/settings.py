"""The programme's numbers with another law's terms, another zone and another language."""

from dataclasses import replace
from datetime import date

from dmi.profiles.cl.settings import FIGURES as CHILEAN

IN_FORCE_FROM = date(2026, 1, 1)

_OTHER_LAW = {
    "adult_age": "21",
    "authorisation_days_default": "30",
    "data_law_effective": "2026-01-01",
    "data_law_names": "the Data Act; the Data Act",
    "languages": "en",
    "limitation_crime_years": "12",
    "limitation_simple_years": "6",
    "limitation_youth_crime_years": "6",
    "limitation_youth_simple_years": "3",
    "minimum_age": "12",
    "paper_size": "a4",
    "time_zone": "Europe/Lisbon",
}

FIGURES = tuple(
    replace(figure, default=_OTHER_LAW.get(figure.name, figure.default)) for figure in CHILEAN
)
