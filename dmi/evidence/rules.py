"""What the evidence must satisfy, computed without any row."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from dmi.evidence.words import BuyStanding, GrantorRank
from dmi.kernel.words import N_
from dmi.profiles.words import AuthorisationRegime

NET_ABOVE_GROSS = N_("Net weight may not exceed gross; purity 0 to 100; give the unit.")
CODE = re.compile(r"(AG|IN)-\d{4}")
LABEL = re.compile(r"V-\d{2,3}")
FIRST_HASH = "0" * 64
LONGEST_TRANSFER = timedelta(hours=3)
_HIGHER_RANKS = frozenset({GrantorRank.REGIONAL, GrantorRank.NATIONAL})
_HUNDRED = Decimal(100)


def read_codes(text: str) -> list[str]:
    """Return the typed words that stand for agents, in their order and each once."""
    return list(dict.fromkeys(word.upper() for word in re.split(r"[\s,;]+", text.strip()) if word))


def is_code(text: str) -> bool:
    """Return whether a word is a code and nothing else."""
    return CODE.fullmatch(text) is not None


def is_label(text: str) -> bool:
    """Return whether a word is a seller's label and nothing else."""
    return LABEL.fullmatch(text) is not None


def rank_fits(regime: AuthorisationRegime | None, rank: GrantorRank | None) -> bool:
    """Return whether somebody of that rank may grant under that regime."""
    return regime is not AuthorisationRegime.CPP_226B or rank in _HIGHER_RANKS


def is_late(granted_at: datetime, recorded_at: datetime, hours: int) -> bool:
    """Return whether an authorisation was written down too long after it was given."""
    return recorded_at - granted_at > timedelta(hours=hours)


def standing_of(occurred_at: datetime, recorded_at: datetime, *, late: bool) -> BuyStanding:
    """Return what a buy under an authorisation is worth, from when that was written down."""
    if recorded_at > occurred_at:
        return BuyStanding.CONTESTED
    return BuyStanding.LATE_RECORD if late else BuyStanding.VALID


@dataclass(frozen=True, slots=True)
class Window:
    """From when to when something was allowed, and since when no longer."""

    valid_from: datetime
    valid_to: datetime
    revoked_at: datetime | None = None

    def covers(self, at: datetime) -> bool:
        """Return whether it was allowed at that instant."""
        if self.revoked_at is not None and self.revoked_at <= at:
            return False
        return self.valid_from <= at <= self.valid_to


def wrong_quantities(
    gross: Decimal | None,
    net: Decimal | None,
    purity: Decimal | None,
    quantity: Decimal | None = None,
    unit: object = None,
) -> list[str]:
    """Return the names of the fields whose figures cannot be true together."""
    wrong = []
    if gross is not None and net is not None and net > gross:
        wrong.append("net_g")
    if purity is not None and not 0 <= purity <= _HUNDRED:
        wrong.append("purity_pct")
    if quantity is not None and quantity <= 0:
        wrong.append("quantity")
    if quantity is not None and unit is None:
        wrong.append("unit")
    return wrong


def link_hash(previous: str, parts: dict[str, Any]) -> str:
    """Return the hash that chains a custody link to the one before it."""
    plain = {name: _plain(value) for name, value in parts.items()}
    canonical = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{previous}{canonical}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline of an item: when it began, when it ends, and when it was met."""

    name: str
    starts_at: datetime
    due_at: datetime
    done_at: datetime | None

    def share(self, at: datetime) -> int:
        """Return how much of the time has passed, in per cent."""
        whole = (self.due_at - self.starts_at).total_seconds()
        gone = ((self.done_at or at) - self.starts_at).total_seconds()
        return max(0, min(100, round(100 * gone / whole))) if whole > 0 else 100

    def level(self, at: datetime) -> str:
        """Return ok when met in time, else how near the end is."""
        if self.done_at is not None:
            return "ok" if self.done_at <= self.due_at else "bad"
        if at >= self.due_at:
            return "bad"
        return "warn" if self.share(at) >= _SHARE_THAT_WARNS else "later"


_SHARE_THAT_WARNS = 80


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value.value) if isinstance(value, Enum) else None if value is None else str(value)
