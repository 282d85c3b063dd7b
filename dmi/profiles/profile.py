"""The shape of a place's profile, and the two that exist."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
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
class Terms:
    """What the place calls its numbers, its areas and its money, as messages.

    ``national_number`` is empty where nobody bears one.
    """

    case_number: str
    court_number: str
    item_number: str
    national_number: str
    area: str
    currency: str


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
class Shock:
    """Something that happened to everybody, so that a series may not be read across it."""

    on: date
    text: str


@dataclass(frozen=True)
class Profile:
    """All that is of one place and not of the programme.

    ``holidays_of`` gives the published holidays of a year and of a part of the country, or
    raises ``YearNotCovered``. ``closed_fields`` lists, for each mode of investigative detail,
    the fields that stay empty. ``places`` maps territory codes to names. ``readers`` read what
    identifies a person, by kind of document; the two others read numbers of cases and courts.
    ``locales`` gives the locale of each language, the place's first language first. ``lists``
    names closed lists of which the place has only some members, and which. ``number_like`` finds
    in a text what looks like a person's number. ``access_notice`` is what the law says to who
    signs in without right, as a message. ``shocks`` are marked in every series.
    """

    code: str
    locales: Mapping[str, str]
    terms: Terms
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
    lists: Mapping[str, tuple[str, ...]]
    number_like: re.Pattern[str] | None
    closed_fields: Mapping[str, frozenset[str]]
    word_sets: tuple[WordSet, ...]
    criteria: tuple[CriterionSeed, ...]
    papers: tuple[PaperId, ...]
    access_notice: str
    shocks: tuple[Shock, ...] = ()

    def is_open(self, mode: str, field: str) -> bool:
        """Return whether ``field`` ("Buy.narrative") may be filled in that mode of detail."""
        return field not in self.closed_fields[mode]

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages of screens and papers, the place's first one first."""
        return tuple(self.locales)

    def language_for(self, wanted: str | None = None) -> str:
        """Return the language to speak to somebody who would like ``wanted``."""
        short = (wanted or "")[:2]
        return short if short in self.locales else self.languages[0]

    def has(self, words: type[StrEnum], word: StrEnum) -> bool:
        """Return whether a member of a closed list is one of this place."""
        here: Mapping[str, Iterable[object]] = {
            "DocumentKind": self.document_kinds,
            "OffenceCode": self.offences,
            "Substance": self.substances,
            "VehicleKind": self.vehicles,
            **self.lists,
        }
        return str(word) in map(str, here.get(words.__name__, words))

    def holds_a_number(self, text: str) -> bool:
        """Return whether a text holds what looks like a person's number."""
        return self.number_like is not None and self.number_like.search(text) is not None

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
        message = f"there is no profile {code}; choose one of {', '.join(CODES)}"
        raise NoSuchProfile(message)
    profile: Profile = import_module(f"dmi.profiles.{code}.profile").PROFILE
    return profile
