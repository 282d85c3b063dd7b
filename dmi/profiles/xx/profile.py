"""The invented profile: no national number, other vehicles, one language."""

import re
from collections.abc import Mapping
from datetime import date

from dmi.kernel.identifiers import COURT_MISSING, CaseNumber, Docket, Malformed
from dmi.kernel.words import N_
from dmi.profiles import installation
from dmi.profiles.figures import by_name
from dmi.profiles.profile import CriterionSeed, Profile, Terms, Vehicle, YearNotCovered
from dmi.profiles.words import DocumentKind, OffenceCode, PaperId, VehicleKind
from dmi.profiles.xx.forbidden import WORD_SETS
from dmi.profiles.xx.settings import FIGURES, IN_FORCE_FROM

NOT_A_CASE = N_("Write the case number as XC-2026-17.")

_CASE = re.compile(r"XC-\d{4}-\d+")
_ALWAYS = ("kind", "reference", "approved_by")
_SENSITIVE = frozenset({"Authorisation.codes", "Buy.narrative", "Buy.officer_code"})


def holidays_of(year: int, _part: str = "") -> Mapping[date, str]:
    """Return the two holidays of the invented place."""
    if not 2010 <= year <= 2100:  # noqa: PLR2004 - the first and the last year it knows
        raise YearNotCovered(year)
    return {date(year, 1, 1): "New Year", date(year, 12, 25): "Winter Day"}


def read_case_number(text: str, _this_year: int) -> CaseNumber:
    """Return the number of a case of the invented place."""
    number = text.strip().upper()
    if _CASE.fullmatch(number) is None:
        raise Malformed(NOT_A_CASE)
    return CaseNumber(number, None)


def read_docket(text: str, court: str) -> Docket:
    """Return the case of a court; any number will do."""
    name = " ".join(court.split())
    if not name:
        raise Malformed(COURT_MISSING)
    return Docket(text.strip(), name.casefold())


PROFILE = Profile(
    code="xx",
    locales={"en": "en"},
    terms=Terms(
        N_("Case number"), N_("Court's case number"), N_("Item number"), "", N_("Town"), "€"
    ),
    time_zone="Europe/Lisbon",
    in_force_from=IN_FORCE_FROM,
    figures=by_name(FIGURES + installation.FIGURES),
    example_settings={
        "clinical_notes": "on",
        "complaint_office": "Complaints Office, Sample Street 1",
        "contact_hours": "Monday to Friday, 9 to 18",
        "decree_date": "2026-01-15",
        "decree_number": "No. 100",
        "defender_line": "555 0100",
        "hotlines": "112; 112; 112",
        "investigative_detail": "full",
        "issue_place": "Sampleton",
        "neutral_unit": "Community Office; Carla Sample; Head of Community",
        "programme_name": "Second Chance",
        "question_line": "555 0101",
        "review_body": "the Board of Review",
        "switchboard_phone": "555 0102",
        "unit_name": "Town Services",
    },
    holidays_of=holidays_of,
    places={"00001": "Sampleton", "00002": "Otherham"},
    vehicles={
        VehicleKind.DIVERT: Vehicle(
            VehicleKind.DIVERT, _ALWAYS, condition="divert", term_months=(6, 24)
        ),
        VehicleKind.COURT_BOND: Vehicle(
            VehicleKind.COURT_BOND,
            (*_ALWAYS, "resolved_on", "court", "rit", "term_months"),
            condition="court_bond",
            term_months=(6, 36),
            closed_for_adults_under=frozenset({OffenceCode.GENERIC_MAJOR}),
        ),
    },
    offences=(OffenceCode.GENERIC_MINOR, OffenceCode.GENERIC_MAJOR),
    document_kinds=(DocumentKind.PASSPORT, DocumentKind.FOREIGN_ID, DocumentKind.UNKNOWN),
    readers={},
    read_case_number=read_case_number,
    read_docket=read_docket,
    substances=("COCAINE", "CANNABIS", "OTHER"),
    lists={
        "AuthorisationRegime": ("GENERIC",),
        "ComplaintSource": (
            *("PATROL", "MUNICIPAL", "RESIDENT", "DESK", "INVESTIGATION", "ORGANISATION"),
        ),
        "MarketCriterion": ("COMPLAINTS", "VIOLENCE", "COMMUNITY"),
    },
    number_like=None,
    closed_fields={
        "full": frozenset(),
        "reference_only": _SENSITIVE,
        "none": _SENSITIVE | {"Buy.place", "Buy.substance"},
    },
    word_sets=WORD_SETS,
    criteria=(
        CriterionSeed(
            "E1",
            "EXCLUSION",
            "¿Hubo violencia en los hechos?",
            "Was there violence in the facts?",
            "programme rule",
        ),
        CriterionSeed(
            "I1",
            "INFORMATION",
            "¿Tiene otras causas vigentes?",
            "Are other cases open?",
            "programme rule",
        ),
    ),
    papers=(
        *(PaperId.P01I, PaperId.P01R, PaperId.P01E, PaperId.P01A, PaperId.P04, PaperId.P06),
        *(PaperId.P07F, PaperId.P07A, PaperId.P10, PaperId.P12A, PaperId.P12N, PaperId.P13),
        *(PaperId.P16, PaperId.P17C),
    ),
    access_notice=N_("Entering without permission, or beyond it, is an offence."),
)
