"""The Chilean profile, put together."""

import re
from datetime import date

from dmi.kernel.identifiers import read_docket, read_ruc, read_run, read_school_number
from dmi.kernel.words import N_
from dmi.profiles import installation
from dmi.profiles.cl.calendar import holidays_of
from dmi.profiles.cl.criteria import CRITERIA
from dmi.profiles.cl.detail import CLOSED_FIELDS
from dmi.profiles.cl.examples import EXAMPLE_SETTINGS
from dmi.profiles.cl.forbidden import WORD_SETS
from dmi.profiles.cl.settings import FIGURES, IN_FORCE_FROM
from dmi.profiles.cl.territory import PLACES
from dmi.profiles.cl.vehicles import VEHICLES
from dmi.profiles.figures import by_name
from dmi.profiles.profile import Profile, Shock, Terms
from dmi.profiles.words import DocumentKind, OffenceCode, PaperId

PROFILE = Profile(
    code="cl",
    locales={"es": "es_CL", "en": "en"},
    terms=Terms("RUC", "RIT", "NUE", "RUN", N_("Comuna"), "$"),
    time_zone="America/Santiago",
    in_force_from=IN_FORCE_FROM,
    figures=by_name(FIGURES + installation.FIGURES),
    example_settings=EXAMPLE_SETTINGS,
    holidays_of=holidays_of,
    places=PLACES,
    vehicles={vehicle.kind: vehicle for vehicle in VEHICLES},
    offences=(OffenceCode.L20000_4, OffenceCode.L20000_3),
    document_kinds=tuple(DocumentKind),
    readers={
        DocumentKind.RUN: read_run,
        DocumentKind.IPE: read_school_number,
        DocumentKind.IPA: read_school_number,
    },
    read_case_number=read_ruc,
    read_docket=read_docket,
    substances=(
        *("COCA_BASE", "COCAINE", "CANNABIS", "CANNABIS_PLANT", "HASHISH", "MDMA"),
        *("KETAMINE", "LSD", "AMPHETAMINE", "MEDICINE", "OPIOID", "OTHER"),
    ),
    lists={
        "AuthorisationRegime": ("L20000_25", "CPP_226B"),
        "MarketCriterion": (
            *("COMPLAINTS", "PROCEDURES", "VIOLENCE", "SCHOOLS", "OPEN_SALE", "COMMUNITY"),
        ),
    },
    number_like=re.compile(r"\b\d{1,2}\.?\d{3}\.?\d{3}\s?-\s?[\dkK]\b"),
    closed_fields=CLOSED_FIELDS,
    word_sets=WORD_SETS,
    criteria=CRITERIA,
    papers=tuple(paper for paper in PaperId if paper is not PaperId.X),
    access_notice=N_("Entering without permission, or beyond it, is a crime (Law 21.459)."),
    shocks=(
        Shock(date(2019, 10, 18), N_("Social unrest")),
        Shock(date(2020, 3, 18), N_("Pandemic: state of catastrophe")),
    ),
)
