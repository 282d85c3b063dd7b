"""What codes and tries mean, without a database."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dmi.callin.words import AttendanceCode, DeliveryOutcome, LetterBlock
from dmi.policy.states import Stage

EVENING_HOUR = 18

SERVICE = frozenset({DeliveryOutcome.DELIVERED_PERSON, DeliveryOutcome.DELIVERED_SUPPORTER})
PERSONAL_SERVICE = frozenset({DeliveryOutcome.DELIVERED_PERSON, DeliveryOutcome.REFUSED_IN_PERSON})
COUNTS_AS_SERVED = SERVICE | PERSONAL_SERVICE
FAILED = tuple(outcome for outcome in DeliveryOutcome if outcome not in COUNTS_AS_SERVED)

DOOR_CODES = {
    DeliveryOutcome.DELIVERED_PERSON: "EP",
    DeliveryOutcome.DELIVERED_SUPPORTER: "ES",
    DeliveryOutcome.REFUSED_IN_PERSON: "RE",
    DeliveryOutcome.MOVED: "CD",
    DeliveryOutcome.IN_CUSTODY: "PL",
    DeliveryOutcome.HOSPITAL: "HO",
    DeliveryOutcome.DECEASED: "FA",
    DeliveryOutcome.WRONG_PERSON: "PE",
    DeliveryOutcome.UNSAFE: "NS",
    DeliveryOutcome.NOT_FOUND: "NH",
    DeliveryOutcome.NO_SUCH_ADDRESS: "DI",
    DeliveryOutcome.ASKED_OTHER_TIME: "PO",
}
"""The codes that the delivery sheet explains at its foot (P18D.07), the same in every language."""

CAME = frozenset({AttendanceCode.PRESENT, AttendanceCode.PRESENT_LATE, AttendanceCode.LEFT_EARLY})
EXCUSED = frozenset(
    {
        AttendanceCode.SUPPORTER_ONLY,
        AttendanceCode.EXCUSED_BEFORE,
        AttendanceCode.EXCUSED_AFTER,
        AttendanceCode.IN_CUSTODY,
        AttendanceCode.HOSPITAL,
    }
)
NEEDS_REASON = frozenset({AttendanceCode.EXCUSED_BEFORE, AttendanceCode.EXCUSED_AFTER})
MAKES_UP = frozenset(
    {
        AttendanceCode.SUPPORTER_ONLY,
        AttendanceCode.EXCUSED_BEFORE,
        AttendanceCode.EXCUSED_AFTER,
        AttendanceCode.NO_SHOW,
    }
)
STAGES_OF_THE_LIST = frozenset(
    {
        Stage.CASE_READY,
        Stage.INVITED,
        Stage.NOT_SERVED,
        Stage.ATTENDED,
        Stage.EXCUSED,
        Stage.NO_SHOW,
        Stage.OFFERED,
    }
)


@dataclass(frozen=True, slots=True)
class Tries:
    """How often somebody was looked for, on how many days, and whether once in the evening."""

    count: int
    days: int
    has_evening: bool

    def suffice(self, needed: int) -> bool:
        """Tell whether no further try is owed (U18)."""
        return self.days >= needed and self.has_evening


def tries_of(moments: Iterable[datetime]) -> Tries:
    """Return what the local moments of the failed tries amount to."""
    found = list(moments)
    return Tries(
        len(found),
        len({moment.date() for moment in found}),
        any(moment.hour >= EVENING_HOUR for moment in found),
    )


def step_for(code: AttendanceCode) -> str:
    """Return the person's step that a code of the signed ledger carries, or nothing."""
    if code in CAME:
        return "P.mark_attended"
    if code in EXCUSED:
        return "P.mark_excused"
    return "P.mark_no_show" if code is AttendanceCode.NO_SHOW else ""


def ledger_hash(lines: Iterable[tuple[str, str, str]]) -> str:
    """Return the hash of a ledger's lines: pathway, code and hour of arrival."""
    text = "\n".join("|".join(line) for line in sorted(lines))
    return hashlib.sha256(text.encode()).hexdigest()


def block_name(block_id: str) -> LetterBlock:
    """Return which of the fifteen blocks of the invitation a numbered block is."""
    return list(LetterBlock)[int(block_id.partition(".")[2]) - 1]
