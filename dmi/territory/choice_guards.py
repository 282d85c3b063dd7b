"""Conditions of choosing a market, read from its scores and its baseline."""

from dmi.access.guards import Gap, Look, guard
from dmi.territory.comparing import beside, newest_baseline


@guard("two_markets_scored")
def two_markets_scored(look: Look) -> Gap:
    """The cohort's market and others are scored in full; before its own is, nothing is compared."""
    least = look.acting.number("candidate_markets_min")
    compared = len(beside(look.acting, look.row))
    if compared >= least:
        return None
    return {"min": least, "n": compared, "href": "/markets/compare"}


@guard("baseline_frozen")
def baseline_frozen(look: Look) -> Gap:
    """The market's months before anybody acts there are counted and frozen."""
    market_id = look.row.market_id
    if newest_baseline(look.acting, market_id) is not None:
        return None
    return {"href": f"/markets/{market_id}/freeze-baseline"}
