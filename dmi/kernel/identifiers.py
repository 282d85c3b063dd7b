"""Numbers that name people, cases, exhibits and places: reading, check digit, display.

A ``read_*`` function takes what a person typed and returns the stored form, or raises
``Malformed`` with a sentence for the form.
"""

import re
from collections.abc import Container
from dataclasses import dataclass

from dmi.kernel.words import N_

_COMPANIES_FROM = 50_000_000
_SCHOOL_NUMBERS_FROM = 100_000_000
_NOISE = re.compile(r"[\s.\u2010-\u2015-]+")
_BODY_AND_DIGIT = re.compile(r"(\d+)([\dK])")
_RIT = re.compile(r"(?:([A-Z]{1,2})-)?(\d{1,6})-((?:19|20)\d{2})")
_NUE = re.compile(r"\d{4,12}")
_CUT = re.compile(r"\d{4,5}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_FOREIGN = re.compile(r"[A-Z0-9]{4,20}")

NOT_A_RUN = N_("This is not a RUN: write up to eight digits and the check digit.")
WRONG_DIGIT = N_("The check digit does not belong to this number. Look at it again.")
NOT_A_SCHOOL_NUMBER = N_("This is not an IPE or IPA: write nine digits and the check digit.")
NOT_A_RUC = N_("This is not a RUC: write ten digits and the check digit.")
RUC_OF_THE_FUTURE = N_("The first two digits of a RUC are its year; this year has not begun.")
RUC_DIGIT_DIFFERS = N_("The check digit of this RUC is unusual. Look at it again or say why.")
NOT_A_RIT = N_("This is not a RIT: write number and year, as in O-123-2026.")
COURT_MISSING = N_("A court's number names a case only together with the court.")
NOT_A_NUE = N_("This is not a NUE: write 4 to 12 digits.")
NOT_A_CUT = N_("This is not the code of a comuna: write five digits.")
CUT_NOT_KNOWN = N_("No comuna has this code.")
COUNTRY_MISSING = N_("Say which country issued the document, with its two letters.")
NOT_A_FOREIGN_NUMBER = N_("Write the number of the document with letters and digits only.")


class Malformed(ValueError):
    """What was typed is not an identifier of that kind; ``sentence`` says what is."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence for the form."""
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class CaseNumber:
    """A case number; no official rule for its digit is known, so a wrong one only warns."""

    number: str
    warning: str | None


@dataclass(frozen=True)
class Docket:
    """A case of one court; the same number in another court is another case."""

    rit: str
    court: str


def mod11(body: str) -> str:
    """Return the check digit of ``body``: weights 2 to 7 from the right, 11 is 0 and 10 is K."""
    total = sum(int(digit) * (2 + place % 6) for place, digit in enumerate(reversed(body)))
    return "0K987654321"[total % 11]


def read_run(text: str) -> str:
    """Return the RUN as ``12531909-2``."""
    body, digit = _split(text, NOT_A_RUN)
    if not 0 < int(body) < _SCHOOL_NUMBERS_FROM:
        raise Malformed(NOT_A_RUN)
    return _checked(body, digit)


def read_school_number(text: str) -> str:
    """Return the provisional school number (IPE or IPA), which has nine digits."""
    body, digit = _split(text, NOT_A_SCHOOL_NUMBER)
    if len(body) != len(str(_SCHOOL_NUMBERS_FROM)) or int(body) < _SCHOOL_NUMBERS_FROM:
        raise Malformed(NOT_A_SCHOOL_NUMBER)
    return _checked(body, digit)


def read_foreign_document(text: str, country: str) -> str:
    """Return passport or foreign document as ``XX:NUMBER``; the country is never left out."""
    issuer = country.strip().upper()
    if _COUNTRY.fullmatch(issuer) is None:
        raise Malformed(COUNTRY_MISSING)
    number = _NOISE.sub("", text).upper()
    if _FOREIGN.fullmatch(number) is None:
        raise Malformed(NOT_A_FOREIGN_NUMBER)
    return f"{issuer}:{number}"


def is_company(run: str) -> bool:
    """Return whether the number is in the range of companies: worth a warning for a person."""
    return int(run.partition("-")[0]) >= _COMPANIES_FROM


def format_run(run: str) -> str:
    """Return ``12531909-2`` as ``12.531.909-2``."""
    body, _, digit = run.partition("-")
    return f"{int(body):,}".replace(",", ".") + f"-{digit}"


def read_ruc(text: str, this_year: int) -> CaseNumber:
    """Return the RUC as ``2610000123-2``, with a warning when its digit does not fit."""
    body, digit = _split(text, NOT_A_RUC, keep_zeros=True)
    if len(body) != len("2610000123"):
        raise Malformed(NOT_A_RUC)
    if 2000 + int(body[:2]) > this_year:
        raise Malformed(RUC_OF_THE_FUTURE)
    warning = None if digit == mod11(body) else RUC_DIGIT_DIFFERS
    return CaseNumber(f"{body}-{digit}", warning)


def format_ruc(ruc: str) -> str:
    """Return ``2610000123-2`` with dots, as courts print it."""
    body, _, digit = ruc.partition("-")
    return f"{body[0]}.{body[1:4]}.{body[4:7]}.{body[7:]}-{digit}"


def read_docket(text: str, court: str) -> Docket:
    """Return the case of that court; number and court together are unique."""
    found = _RIT.fullmatch("".join(text.split()).upper())
    if found is None:
        raise Malformed(NOT_A_RIT)
    name = " ".join(court.split())
    if not name:
        raise Malformed(COURT_MISSING)
    letters, number, year = found.groups()
    rit = "-".join(part for part in (letters, str(int(number)), year) if part)
    return Docket(rit, name.casefold())


def read_nue(text: str) -> str:
    """Return the pre-printed number of an exhibit, digits only."""
    number = _NOISE.sub("", text)
    if _NUE.fullmatch(number) is None:
        raise Malformed(NOT_A_NUE)
    return number


def read_cut(text: str, known: Container[str]) -> str:
    """Return the five digits of a comuna that exists; a lost leading zero comes back."""
    number = text.strip()
    if _CUT.fullmatch(number) is None:
        raise Malformed(NOT_A_CUT)
    code = number.zfill(5)
    if code not in known:
        raise Malformed(CUT_NOT_KNOWN)
    return code


def _split(text: str, sentence: str, *, keep_zeros: bool = False) -> tuple[str, str]:
    found = _BODY_AND_DIGIT.fullmatch(_NOISE.sub("", text).upper())
    if found is None:
        raise Malformed(sentence)
    body, digit = found.groups()
    return (body if keep_zeros else str(int(body))), digit


def _checked(body: str, digit: str) -> str:
    if digit != mod11(body):
        raise Malformed(WRONG_DIGIT)
    return f"{body}-{digit}"
