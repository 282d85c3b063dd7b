"""Who may report what, who decides it, and how the answers climb."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from dmi.policy.roles import Role
from dmi.policy.states import ViolationStatus
from dmi.violations.words import (
    AppealOutcome,
    Gravity,
    ResponseLevel,
    ViolationKind,
    ViolationSource,
)

V = ViolationKind
S = ViolationSource

CLEARED = frozenset(
    {
        ViolationStatus.TRIAGED_OUT,
        ViolationStatus.NOT_PROVEN,
        ViolationStatus.UNFOUNDED,
        ViolationStatus.WRONG_PERSON,
        ViolationStatus.OVERTURNED,
    }
)
RESOLVED = CLEARED | {ViolationStatus.CLOSED}
NEW_OFFENCES = frozenset({V.V1, V.V2})
ENDING = frozenset({V.V1, V.V2, V.V3})

KINDS_OF: dict[Role, tuple[ViolationKind, ...]] = {
    Role.POLICE_ANALYST: (V.V1, V.V2, V.V3, V.V7),
    Role.PROSECUTOR: (V.V1, V.V2, V.V3, V.V4, V.V6, V.V7),
    Role.PROGRAMME_MANAGER: (V.V3, V.V4, V.V5, V.V7),
    Role.SOCIAL_WORKER: (V.V3, V.V5, V.V7),
    Role.JOB_COACH: (V.V3,),
}
SOURCES_OF: dict[Role, tuple[ViolationSource, ...]] = {
    Role.POLICE_ANALYST: (S.POLICE_REPORT,),
    Role.PROSECUTOR: (S.POLICE_REPORT, S.PROSECUTOR, S.COURT, S.LEDGER),
    Role.PROGRAMME_MANAGER: (S.STAFF_OBSERVATION, S.CHECK_IN, S.LEDGER),
    Role.SOCIAL_WORKER: (S.STAFF_OBSERVATION, S.CHECK_IN),
    Role.JOB_COACH: (S.STAFF_OBSERVATION,),
}
ONLY_SOURCE: dict[ViolationKind, ViolationSource] = {
    V.V4: S.LEDGER,
    V.V5: S.CHECK_IN,
    V.V6: S.COURT,
}
NUMBERED = frozenset({S.POLICE_REPORT, S.COURT})
GRAVITY: dict[ViolationKind, Gravity] = {
    V.V1: Gravity.NEW_OFFENCE,
    V.V2: Gravity.NEW_OFFENCE,
    V.V3: Gravity.SERIOUS,
    V.V4: Gravity.SERIOUS,
    V.V5: Gravity.REPEATED,
    V.V6: Gravity.SERIOUS,
    V.V7: Gravity.MINOR,
}
LADDER = tuple(ResponseLevel)


def deciders(kind: ViolationKind) -> frozenset[Role]:
    """Return the two roles that sign a finding about this kind."""
    if kind is V.V5:
        return frozenset({Role.PROGRAMME_MANAGER, Role.SOCIAL_WORKER})
    return frozenset({Role.PROSECUTOR, Role.PROGRAMME_MANAGER})


def source_fits(kind: ViolationKind, source: ViolationSource, role: Role) -> bool:
    """Tell whether a role may name this source for this kind."""
    if source not in SOURCES_OF.get(role, ()):
        return False
    wanted = ONLY_SOURCE.get(kind)
    if wanted is not None:
        return source is wanted
    return source not in ONLY_SOURCE.values() or source is S.COURT


def first_missing_level(
    level: ResponseLevel, applied: Iterable[ResponseLevel], kind: ViolationKind
) -> ResponseLevel | None:
    """Return the lowest step of the ladder that was left out; a new offence may skip."""
    if kind in NEW_OFFENCES:
        return None
    done = set(applied)
    lower = LADDER[: LADDER.index(level)]
    return next((one for one in lower if one not in done), None)


def next_level(applied: Iterable[ResponseLevel], kind: ViolationKind) -> ResponseLevel:
    """Return the step that the ladder asks for next."""
    if kind in NEW_OFFENCES:
        return ResponseLevel.L5
    done = set(applied)
    return next((one for one in LADDER if one not in done), ResponseLevel.L5)


def is_final(
    appeal_until: date, outcome: AppealOutcome | None, today: date, *, appealed: bool
) -> bool:
    """Tell whether nobody can change a finding any more and it was not overturned."""
    if appealed:
        return outcome is AppealOutcome.UPHELD
    return today > appeal_until


def appeal_ends(decided_on: date, days: int) -> date:
    """Return the last day on which the defender may appeal."""
    return decided_on + timedelta(days=days)


def falls_within(moment: datetime, at: datetime, days: int) -> bool:
    """Tell whether something happened in the last ``days`` before ``at``."""
    return at - timedelta(days=days) <= moment <= at
