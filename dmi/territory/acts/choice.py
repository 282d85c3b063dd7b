"""Writers of a market's scores and baselines, and what a choice does to the markets compared."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

import dmi.territory.guards  # noqa: F401 - registers the conditions of the choice
from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.access.reversals import after_undoing
from dmi.kernel.refusals import Faults, NotKnown
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.store.database import queue_up
from dmi.territory.acts.area import known_sectors
from dmi.territory.models.choice import HIGHEST, Baseline, MarketChoice, MarketScore
from dmi.territory.models.cohort import Cohort, Market
from dmi.territory.queries.comparing import (
    CHOOSERS,
    choices,
    compared_in,
    criteria_of,
    newest_baseline,
    of_market,
)
from dmi.territory.queries.counting import fingerprint, monthly, months
from dmi.territory.queries.ranked import COUNTED, place_in, usable_run, where_is
from dmi.territory.words import MarketCriterion, MarketStatus

SHORTEST_REASON = 20
MOST_MONTHS = 60
NOT_ASKED = N_("The place does not compare markets by this.")
OFF_THE_SCALE = N_("Give a whole number from 0 to 10.")
TOO_SHORT = N_("Write at least 20 characters.")
NOT_THE_FIRST = N_("Begin on the first day of a month.")
NOT_THE_LAST = N_("End on the last day of a month.")
NOT_OVER = N_("The last month must be over.")
WRONG_ORDER = N_("The last month comes before the first.")
TOO_LONG = N_("Take at most 60 months.")
NO_RANKING = N_("Choose a ranking that is done.")
NO_PLACE = N_("The ranking has no place of this number.")
ONLY_TIPS = N_("Only anonymous tips speak for this place: its rank is no ground for a mark.")
NOT_DRAWN = N_("Draw the market's area first: a place of a ranking counts if it lies there.")
NOWHERE = N_("Nobody can tell where this place lies: its sector is not drawn, or no degrees stand.")
ELSEWHERE = N_("This place of the ranking lies outside the market's area.")


@write("territory.market.scored", data_class=DataClass.TERRITORY)
def score_market(
    acting: Acting,
    market: Market,
    *,
    marks: Mapping[MarketCriterion, tuple[int, str]],
    run_id: UUID | None = None,
    run_place: int | None = None,
) -> None:
    """Give a candidate its marks with their reasons; what stays as it was is not written again.

    ``run_place`` is the number of the market's place in a ranking: the marks that incidents can
    speak for rest on it, and keep it as it stands now.

    Raises:
        NotKnown: the role does not choose markets.
        Faults: a criterion of another place, a mark off the scale, a reason too short, a ranking
            without such a place, with one that tips alone speak for or one that lies elsewhere.
    """
    _refuse_others(acting)
    faults = {
        f"{name}_{criterion.lower()}": [fault]
        for criterion, (score, reason) in marks.items()
        for name, fault, is_wrong in (
            ("score", NOT_ASKED, criterion not in criteria_of(acting)),
            ("score", OFF_THE_SCALE, not 0 <= score <= HIGHEST),
            ("reason", TOO_SHORT, len(reason.strip()) < SHORTEST_REASON),
        )
        if is_wrong
    }
    if faults:
        raise Faults(faults)
    queue_up(acting.session, f"scores of {market.id}")
    acting.session.refresh(market)
    ranked_as = _ranked_as(acting, market, run_id, run_place)
    standing = of_market(acting, market).marks
    for criterion, (score, reason) in marks.items():
        known = standing.get(criterion)
        ground = ranked_as if criterion in COUNTED else None
        if known is not None and (known.score, known.reason, known.ranked_as) == (
            *(score, reason),
            ground,
        ):
            continue
        row = MarketScore(
            market_id=market.id,
            criterion=criterion,
            number=_next_score(acting, market, criterion),
            score=score,
            score_reason=reason,
            scored_by_id=acting.by.id,
        )
        if ground is not None:
            row.run_id, row.ranked_as = run_id, ground
        acting.add(row, under=market)


@write("territory.baseline.frozen", data_class=DataClass.TERRITORY)
def freeze_baseline(
    acting: Acting, market: Market, *, from_on: date, to_on: date, sectors: Iterable[UUID]
) -> Baseline:
    """Count the months of a window in some sectors and freeze what was counted.

    Another window is another baseline: the newest counts until a choice is made, and all stay.

    Raises:
        NotKnown: the role does not choose markets.
        Faults: no whole months, too many of them or one to come; sectors of another place.
    """
    _refuse_others(acting)
    _refuse_window(acting, from_on, to_on)
    rows = known_sectors(acting, market, sectors)
    queue_up(acting.session, f"baselines of {market.id}")
    last = newest_baseline(acting, market.id)
    kept = [{"id": str(row.id), "name": row.name} for row in rows]
    counted = monthly(acting, [row.id for row in rows], from_on, to_on)
    baseline = Baseline(
        market_id=market.id,
        number=last.number + 1 if last else 1,
        from_on=from_on,
        to_on=to_on,
        sectors=kept,
        rows=counted,
        hash=fingerprint(market.id, from_on, to_on, kept, counted),
        frozen_at=acting.at,
        frozen_by_id=acting.by.id,
    )
    return acting.add(baseline, under=market)


def settle(acting: Acting, cohort: Cohort) -> None:
    """Let the markets that a cohort ever compared stand as the choices say that still count."""
    of_cohort = [one for one, _undone in choices(acting, MarketChoice.cohort_id == cohort.id)]
    about = {market_id for one in of_cohort for market_id in compared_in(one)}
    if not about:
        return
    here = MarketChoice.jurisdiction_id == cohort.jurisdiction_id
    counts = [one for one, undone in choices(acting, here) if not undone]
    passed = {market_id for one in counts for market_id in compared_in(one)}
    query = select(Market).where(Market.id.in_(about), Market.standing != MarketStatus.RETIRED)
    for market in acting.session.scalars(query):
        newest = next((one for one in counts if one.market_id == market.id), None)
        market.ranking_reason = newest.ranking_reason if newest else None
        market.alternatives_considered = newest.alternatives_considered if newest else None
        if newest is not None:
            market.standing = MarketStatus.CHOSEN
        elif market.id in passed:
            market.standing = MarketStatus.NOT_CHOSEN
        else:
            market.standing = MarketStatus.CANDIDATE


def _refuse_others(acting: Acting) -> None:
    if acting.by.role not in CHOOSERS:
        raise NotKnown


def _ranked_as(
    acting: Acting, market: Market, run_id: UUID | None, run_place: int | None
) -> dict[str, Any] | None:
    """Return the place that the marks rest on, as it is kept; nothing where none is named."""
    if run_id is None and run_place is None:
        return None
    run = usable_run(acting, run_id)
    if run is None:
        raise Faults({"run_id": [NO_RANKING]})
    found = place_in(run, run_place or 0)
    if found is None:
        raise Faults({"run_place": [NO_PLACE]})
    if found["is_eligible"] is False:
        raise Faults({"run_place": [ONLY_TIPS]})
    if not market.polygon:
        raise Faults({"run_place": [NOT_DRAWN]})
    where = where_is(acting, run, found)
    if where is None:
        raise Faults({"run_place": [NOWHERE]})
    if not where.touches(market.polygon):
        raise Faults({"run_place": [ELSEWHERE]})
    return found


def _next_score(acting: Acting, market: Market, criterion: MarketCriterion) -> int:
    query = select(func.max(MarketScore.number)).where(
        MarketScore.market_id == market.id, MarketScore.criterion == criterion
    )
    return (acting.session.scalar(query) or 0) + 1


def _refuse_window(acting: Acting, first: date, last: date) -> None:
    faults: dict[str, list[str]] = {}
    if first.day != 1:
        faults["from_on"] = [NOT_THE_FIRST]
    if (last + timedelta(days=1)).day != 1:
        faults["to_on"] = [NOT_THE_LAST]
    elif last >= acting.today:
        faults["to_on"] = [NOT_OVER]
    elif last < first:
        faults["to_on"] = [WRONG_ORDER]
    elif len(months(first, last)) > MOST_MONTHS:
        faults["from_on"] = [TOO_LONG]
    if faults:
        raise Faults(faults)


after_undoing("M", settle)
