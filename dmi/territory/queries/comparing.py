"""Candidate markets side by side: what each was given, by whom and why, and which choices stand."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.models.records import Move
from dmi.access.models.users import User
from dmi.access.moves import UNDOING
from dmi.kernel.refusals import NotKnown
from dmi.policy import pathway
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.profiles.profile import load
from dmi.territory.models.choice import HIGHEST, Baseline, MarketChoice, MarketScore
from dmi.territory.models.cohort import Cohort, Market
from dmi.territory.words import MarketCriterion

CHOOSERS = frozenset(
    role for both in pathway.step("M.choose_market").who for role in both if isinstance(role, Role)
)
"""Who scores candidates and freezes baselines: those who choose together."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a candidate has under one criterion."""

    score: int
    reason: str
    by: str
    at: datetime
    ranked_as: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One market with its newest mark under each criterion of the place."""

    market: Market
    criteria: tuple[MarketCriterion, ...]
    marks: dict[MarketCriterion, Mark] = field(default_factory=dict)

    @property
    def is_scored(self) -> bool:
        """Tell whether every criterion of the place has its mark and its reason."""
        return all(one in self.marks for one in self.criteria)

    @property
    def total(self) -> int:
        """Return the sum of the marks under the place's criteria."""
        return sum(mark.score for one, mark in self.marks.items() if one in self.criteria)

    @property
    def out_of(self) -> int:
        """Return the highest sum that the place's criteria allow."""
        return HIGHEST * len(self.criteria)

    def written(self) -> dict[str, Any]:
        """Return the candidate as a choice keeps it."""
        return {
            "market": str(self.market.id),
            "code": self.market.code,
            "name": self.market.name,
            "area": area_mark(self.market),
            "total": self.total,
            "out_of": self.out_of,
            "marks": [
                {
                    "criterion": one.value,
                    "score": self.marks[one].score,
                    "reason": self.marks[one].reason,
                    "by": self.marks[one].by,
                    "at": self.marks[one].at.isoformat(),
                    "ranked_as": self.marks[one].ranked_as,
                }
                for one in self.criteria
                if one in self.marks
            ],
        }


@dataclass(frozen=True, slots=True)
class Column:
    """One candidate as a page shows it: as it stands, or as a choice kept it."""

    market_id: UUID
    code: str
    name: str
    total: int
    out_of: int
    marks: dict[MarketCriterion, Mark]


def area_mark(market: Market) -> str | None:
    """Return the fingerprint of a market's area; nothing where it is not drawn."""
    if not market.polygon:
        return None
    return hashlib.sha256(json.dumps(market.polygon).encode()).hexdigest()[:16]


def criteria_of(acting: Acting) -> tuple[MarketCriterion, ...]:
    """Return the criteria that this place asks, in their order."""
    place = load(acting.profile)
    return tuple(one for one in MarketCriterion if place.has(MarketCriterion, one))


def candidates(acting: Acting, *among: ColumnElement[bool]) -> list[Candidate]:
    """Return the markets this reader may know by code, with their marks, in two statements."""
    criteria = criteria_of(acting)
    query = sight.narrow(select(Market).where(*among), acting, Market)
    rows = acting.session.scalars(query.order_by(Market.code))
    found = {row.id: Candidate(row, criteria) for row in rows}
    scores = (
        select(MarketScore, User.display_name)
        .join(Market, Market.id == MarketScore.market_id)
        .join(User, User.id == MarketScore.scored_by_id)
        .where(*among)
    )
    marks = sight.narrow(scores, acting, MarketScore).order_by(MarketScore.number)
    for row, name in acting.session.execute(marks):
        if row.market_id in found:
            mark = Mark(row.score, row.score_reason, name, row.created_at, row.ranked_as)
            found[row.market_id].marks[row.criterion] = mark
    acting.saw(DataClass.TERRITORY, *found)
    return list(found.values())


def of_market(acting: Acting, market: Market) -> Candidate:
    """Return one market with its marks."""
    return candidates(acting, Market.id == market.id)[0]


def beside(acting: Acting, cohort: Cohort) -> list[Candidate]:
    """Return what a cohort's market is compared with and itself, the highest sum first.

    Nothing is compared before the cohort's own market is scored; one that is half scored is no
    candidate yet.
    """
    everywhere = candidates(acting, Market.jurisdiction_id == cohort.jurisdiction_id)
    scored = [one for one in everywhere if one.is_scored]
    if cohort.market_id not in {one.market.id for one in scored}:
        return []
    return sorted(scored, key=lambda one: (-one.total, one.market.code))


def fingerprint_of(found: list[Candidate], baseline: Baseline) -> str:
    """Return SHA-256 over a comparison and the baseline it is chosen on."""
    kept = {"ranking": [one.written() for one in found], "baseline": baseline.hash}
    canonical = json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def columns(ranking: list[dict[str, Any]]) -> list[Column]:
    """Return written candidates as the columns of a page."""
    return [
        Column(
            UUID(one["market"]),
            one["code"],
            one["name"],
            one["total"],
            one["out_of"],
            {
                MarketCriterion(mark["criterion"]): Mark(
                    mark["score"],
                    mark["reason"],
                    mark["by"],
                    datetime.fromisoformat(mark["at"]),
                    mark.get("ranked_as"),
                )
                for mark in one["marks"]
            },
        )
        for one in ranking
    ]


def what_is_compared(acting: Acting, cohort: Cohort) -> str:
    """Return the fingerprint of what a choice would stand on now; nothing without a baseline."""
    baseline = newest_baseline(acting, cohort.market_id)
    return fingerprint_of(beside(acting, cohort), baseline) if baseline is not None else ""


def version_of_scores(acting: Acting, market: Market) -> str:
    """Return how often a market was scored: it tells that somebody else scored it meanwhile."""
    query = select(func.count()).where(MarketScore.market_id == market.id)
    return str(acting.session.scalar(query))


def newest_baseline(acting: Acting, market_id: UUID) -> Baseline | None:
    """Return the baseline of a market that counts."""
    query = select(Baseline).where(Baseline.market_id == market_id)
    return acting.session.scalars(query.order_by(Baseline.number.desc()).limit(1)).first()


def baselines_of(acting: Acting, market: Market) -> list[Baseline]:
    """Return every baseline of a market, newest first."""
    query = select(Baseline).where(Baseline.market_id == market.id)
    narrowed = sight.narrow(query, acting, Baseline)
    return list(acting.session.scalars(narrowed.order_by(Baseline.number.desc())))


def taken_back() -> ColumnElement[bool]:
    """Return the condition under which a choice counts no more: its step was taken back."""
    return (
        select(Move.id)
        .where(
            Move.object_ref == MarketChoice.cohort_id,
            Move.machine == Cohort.__machine__,
            Move.step == UNDOING,
            Move.reverses_seq == MarketChoice.move_seq,
        )
        .exists()
    )


def choices(acting: Acting, *about: ColumnElement[bool]) -> list[tuple[MarketChoice, bool]]:
    """Return choices, newest first, each with whether it was taken back."""
    query = select(MarketChoice, taken_back()).where(*about)
    narrowed = sight.narrow(query, acting, MarketChoice)
    rows = acting.session.execute(narrowed.order_by(MarketChoice.chosen_at.desc()))
    return [(choice, undone) for choice, undone in rows]


def choices_of(acting: Acting, row: Cohort | Market) -> list[tuple[MarketChoice, bool]]:
    """Return the choices that a cohort made or a market won, as ``choices`` does."""
    column = MarketChoice.cohort_id if isinstance(row, Cohort) else MarketChoice.market_id
    return choices(acting, column == row.id)


def choice(acting: Acting, row_id: UUID) -> tuple[MarketChoice, bool]:
    """Return one choice this reader may know, and whether it was taken back."""
    found = choices(acting, MarketChoice.id == row_id)
    if not found:
        raise NotKnown
    acting.saw(DataClass.TERRITORY, row_id)
    return found[0]


def baseline(acting: Acting, row_id: UUID) -> Baseline:
    """Return one baseline this reader may know."""
    found = sight.fetch(acting, Baseline, row_id)
    acting.saw(DataClass.TERRITORY, found.id)
    return found


def name_of(acting: Acting, user_id: UUID) -> str:
    """Return the name of whoever froze, proposed or confirmed."""
    query = select(User.display_name).where(User.id == user_id)
    return acting.session.scalar(query) or ""


def compared_in(choice: MarketChoice) -> Iterable[UUID]:
    """Return the markets that a choice compared."""
    return (UUID(one["market"]) for one in choice.ranking)


def rests_on_area(choice: MarketChoice, market: Market) -> bool:
    """Tell whether a choice compared a market whose area was drawn by then."""
    own = (one for one in choice.ranking if one["market"] == str(market.id))
    return any(one.get("area") for one in own)
