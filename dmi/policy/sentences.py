"""Every sentence that says what is missing, by the name of its condition."""

from dmi.policy.guard_text import GuardText
from dmi.policy.guards import (
    access,
    callin,
    cases,
    checkins,
    closing,
    eligibility,
    evidence,
    exchange,
    outcomes,
    owed,
    people,
    privacy,
    profiles,
    programme,
    support,
    territory,
    violations,
)

GUARD_TEXTS: dict[str, GuardText] = {
    text.name: text
    for texts in (
        access.TEXTS,
        callin.TEXTS,
        cases.TEXTS,
        checkins.TEXTS,
        closing.TEXTS,
        eligibility.TEXTS,
        evidence.TEXTS,
        exchange.TEXTS,
        outcomes.TEXTS,
        owed.TEXTS,
        people.TEXTS,
        privacy.TEXTS,
        profiles.TEXTS,
        programme.TEXTS,
        support.TEXTS,
        territory.TEXTS,
        violations.TEXTS,
    )
    for text in texts
}


WRITE_TEXTS: dict[str, GuardText] = {text.name: text for text in outcomes.WRITES}
"""Conditions of plain writes, which stand beside the signed table of steps."""


def guard_text(name: str) -> GuardText:
    """Return the sentence of one guard.

    Raises:
        KeyError: the policy knows no such guard.
    """
    return GUARD_TEXTS.get(name) or WRITE_TEXTS[name]
