"""What is typed on the day of signing, and what a word of health in a summary is."""

import re
from dataclasses import dataclass
from datetime import date

from dmi.owed.words import Channel
from dmi.people.words import ConsentAnswer, ConsentPurpose, ConsentRecipient
from dmi.support.words import ObligationCode, ObligationSide

# The order of the purposes on the sheets of P07A; treatment has a sheet of its own.
ASKED_PURPOSES = (
    ConsentPurpose.SHARE_ATTENDANCE,
    ConsentPurpose.SHARE_PROGRESS,
    ConsentPurpose.SHARE_JOB_OFFICE,
    ConsentPurpose.CONTACT_EMPLOYER,
    ConsentPurpose.SHARE_DRUG_SERVICE,
    ConsentPurpose.CONTACT_FAMILY,
    ConsentPurpose.MESSAGES,
    ConsentPurpose.RESEARCH,
)


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise as it was typed."""

    side: ObligationSide
    code: ObligationCode
    text: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer to one purpose, for one recipient."""

    purpose: ConsentPurpose
    answer: ConsentAnswer | None
    recipient: ConsentRecipient
    recipient_name: str
    scope: str
    channel: Channel | None = None


def open_purposes(answers: list[Answered]) -> list[ConsentPurpose]:
    """Return the purposes to which neither yes nor no was said."""
    said = {one.purpose for one in answers if one.answer in (ConsentAnswer.YES, ConsentAnswer.NO)}
    return [purpose for purpose in ASKED_PURPOSES if purpose not in said]


def kept_share(kept: int, missed: int) -> int:
    """Return how many per cent of the check-ins that came due were kept."""
    due = kept + missed
    return kept * 100 // due if due else 0


def holds_any(text: str, stems: str) -> bool:
    """Tell whether a text holds a word that begins like one of the comma-separated stems."""
    words = re.findall(r"\w+", text.casefold())
    begins = tuple(stem.strip().casefold() for stem in stems.split(",") if stem.strip())
    return any(word.startswith(begins) for word in words)
