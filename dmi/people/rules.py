"""Ages, limitation and independence, computed without any row."""

from collections.abc import Iterable
from datetime import date

from dmi.kernel.calendar import add_months, age_on
from dmi.people.words import ConsentPurpose, ConsentRecipient, SourceType
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.profiles.words import OffenceCode

MONTHS = 12
OBSERVED = SourceType.OFFICER_OBSERVATION
CRIMES = frozenset({OffenceCode.L20000_3, OffenceCode.GENERIC_MAJOR})
INSIDERS = {
    ConsentRecipient.PROSECUTOR: Role.PROSECUTOR,
    ConsentRecipient.POLICE: Role.POLICE_ANALYST,
    ConsentRecipient.DEFENDER: Role.DEFENDER,
    ConsentRecipient.PSYCHOLOGIST: Role.PSYCHOLOGIST,
}
SHARED = {
    ConsentPurpose.SHARE_ATTENDANCE: (DataClass.CHECK_INS, DataClass.SESSIONS),
    ConsentPurpose.SHARE_PROGRESS: (
        DataClass.PROGRESS,
        DataClass.NEEDS_PLAN,
        DataClass.REFERRALS,
    ),
    ConsentPurpose.SHARE_JOB_OFFICE: (DataClass.JOB_SUPPORT,),
    ConsentPurpose.CONTACT_FAMILY: (DataClass.INFLUENTIALS,),
}


def age_at_first_act(born: date, days: Iterable[date]) -> int | None:
    """Return the age on the earliest of the days, or nothing when there is no day."""
    found = sorted(days)
    return age_on(born, found[0]) if found else None


def are_independent(sources: Iterable[SourceType]) -> bool:
    """Return whether an officer saw it, or two sources of different kind say so."""
    kinds = set(sources)
    return OBSERVED in kinds or len(kinds) > 1


def limitation_setting(offence: OffenceCode, *, adult: bool) -> str:
    """Return the setting that says after how many years an offence can no longer be pursued."""
    weight = "crime" if offence in CRIMES else "simple"
    return f"limitation_{weight}_years" if adult else f"limitation_youth_{weight}_years"


def years_later(day: date, years: int) -> date:
    """Return the same day some years later."""
    return add_months(day, MONTHS * years)


def next_code(codes: Iterable[str]) -> str:
    """Return the next free code of a person, P-0001 and so on."""
    numbers = [int(code[2:]) for code in codes if code.startswith("P-") and code[2:].isdigit()]
    return f"P-{max(numbers, default=0) + 1:04d}"
