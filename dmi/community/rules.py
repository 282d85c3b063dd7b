"""What the community's pages count and hide, computed without any row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from dmi.community.words import PartnerKind, Progress

Key = TypeVar("Key")

PEOPLE = frozenset({PartnerKind.RESIDENT, PartnerKind.FORMER_SELLER})
"""Kinds of partner that are one person: listed only from the day they agreed."""


def progress(started_on: date | None, finished_on: date | None, today: date) -> Progress:
    """Return how far a work is on a day."""
    if finished_on is not None and finished_on <= today:
        return Progress.FINISHED
    if started_on is not None and started_on <= today:
        return Progress.UNDER_WAY
    return Progress.PLANNED


@dataclass(frozen=True, slots=True)
class Offer(Generic[Key]):
    """A speaker who stands: the area they belong to, and the day on which they agreed."""

    area: Key | None
    agreed_on: date | None


def confirmed(offers: Iterable[Offer[Key]], areas: frozenset[Key], since: date, today: date) -> int:
    """Return how many speakers agreed to a wave that was proposed on ``since``.

    A speaker of another area does not count; one of no single area does. A consent from before
    was given to another wave, one of a day to come was not given yet.
    """
    return sum(
        1
        for one in offers
        if one.agreed_on is not None
        and since <= one.agreed_on <= today
        and (one.area is None or one.area in areas)
    )


def shown(pct: Decimal | None, n: int, least: int) -> Decimal | None:
    """Return a percentage as it was given, or nothing where too few people answered to tell it."""
    return pct if n >= least else None
