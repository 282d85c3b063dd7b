"""The shape of a place's profile, and the two that exist."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import import_module

from dmi.kernel.identifiers import CaseNumber, Docket
from dmi.kernel.wording import WordSet
from dmi.profiles.figures import Figure
from dmi.profiles.words import DocumentKind, OffenceCode, PaperId, VehicleKind

CODES = ("cl", "xx")


class NoSuchProfile(LookupError):
    """No profile has this code."""


class YearNotCovered(LookupError):
    """The calendar of the place does not know the holidays of a year: no term is counted in it."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no holidays are known for {year}; renew the calendar of the profile")
        self.year = year


@dataclass(frozen=True)
class Vehicle:
    """A legal form in which a case may wait, and what must be on file for it.

    ``condition`` is the word by which papers choose their blocks; without one the vehicle
    stands outside the programme and activation is not offered. ``required`` names fields of
    the legal vehicle. Months are inclusive bounds of the term.
    """

    kind: VehicleKind
    required: tuple[str, ...]
    condition: str = ""
    term_months: tuple[int, int] | None = None
    hearing_every_months: int | None = None
    closed_for_adults_under: frozenset[OffenceCode] = frozenset()
    needs_penalty_when_aggravated: bool = False
    has_standing_warning: bool = False


@dataclass(frozen=True)
class CriterionSeed:
    """One question of the first criteria version."""

    code: str
    kind: str
    text_es: str
    text_en: str
    source: str
    needs_person: bool = True


@dataclass(frozen=True)
class Profile:
    """All that is of one place and not of the programme.

    ``holidays_of`` gives the published holidays of a year and of a part of the country, or
    raises ``YearNotCovered``. ``closed_fields`` lists, for each mode of investigative detail,
    the fields that stay empty. ``places`` maps territory codes to names. ``readers`` read what
    identifies a person, by kind of document; the two others read numbers of cases and courts.
    """

    code: str
    languages: tuple[str, ...]
    time_zone: str
    in_force_from: date
    figures: Mapping[str, Figure]
    example_settings: Mapping[str, str]
    holidays_of: Callable[[int, str], Mapping[date, str]]
    places: Mapping[str, str]
    vehicles: Mapping[VehicleKind, Vehicle]
    offences: tuple[OffenceCode, ...]
    document_kinds: tuple[DocumentKind, ...]
    readers: Mapping[DocumentKind, Callable[[str], str]]
    read_case_number: Callable[[str, int], CaseNumber]
    read_docket: Callable[[str, str], Docket]
    substances: tuple[str, ...]
    closed_fields: Mapping[str, frozenset[str]]
    word_sets: tuple[WordSet, ...]
    criteria: tuple[CriterionSeed, ...]
    papers: tuple[PaperId, ...]

    def is_open(self, mode: str, field: str) -> bool:
        """Return whether ``field`` ("Buy.narrative") may be filled in that mode of detail."""
        return field not in self.closed_fields[mode]

    def words_for(self, paper: PaperId) -> tuple[WordSet, ...]:
        """Return the sets of words that ``paper`` may not hold."""
        return tuple(words for words in self.word_sets if paper in words.papers)


@lru_cache(maxsize=len(CODES))
def load(code: str) -> Profile:
    """Return the profile of that code.

    Raises:
        NoSuchProfile: the code is none of ``CODES``.
    """
    if code not in CODES:
        raise NoSuchProfile(code)
    profile: Profile = import_module(f"dmi.profiles.{code}.profile").PROFILE
    return profile
