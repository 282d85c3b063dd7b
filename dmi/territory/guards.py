"""Conditions that read the cohort, and those of choosing its market."""

from dmi.access.guards import Gap, Look, guard
from dmi.policy.states import CohortStage
from dmi.territory.models.cohort import Cohort
from dmi.territory.queries.comparing import beside, newest_baseline

NAMING = frozenset({CohortStage.IDENTIFYING, CohortStage.BUILDING_CASES, CohortStage.REVIEWING})
BUILDING = frozenset({CohortStage.BUILDING_CASES, CohortStage.REVIEWING})
SHORTEST_CHOICE = 40


@guard("survey_planned", of_form=True)
def survey_planned(look: Look) -> Gap:
    """A cohort begins to identify people once it is written who asks whom."""
    return None if look.row.survey_plan or look.text("survey_plan") else {}


@guard("report_channels_set", of_form=True)
def report_channels_set(look: Look) -> Gap:
    """At least one way to report is open."""
    return None if look.row.report_channels or look.field("report_channels") else {}


@guard("choice_reasoned", of_form=True)
def choice_reasoned(look: Look) -> Gap:
    """A choice says why this market, and why not the others."""
    told = min(len(look.text("ranking_reason")), len(look.text("alternatives_considered")))
    return None if told >= SHORTEST_CHOICE else {}


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


@guard("cohort_takes_names")
def cohort_takes_names(look: Look) -> Gap:
    """People are named from the identifying stage on, until the call-in has its date."""
    return None if _stage(look) in NAMING else {}


@guard("cohort_builds_cases")
def cohort_builds_cases(look: Look) -> Gap:
    """Buys are made once a prosecutor opened the casework."""
    return None if _stage(look) in BUILDING else {}


@guard("cohort_is_scheduled")
def cohort_is_scheduled(look: Look) -> Gap:
    """A meeting has a date once its cohort passed the gates of the call-in."""
    return None if _stage(look) is CohortStage.CALLIN_SCHEDULED else {}


def _stage(look: Look) -> CohortStage | None:
    row = look.row
    cohort = row if isinstance(row, Cohort) else look.acting.session.get(Cohort, row.cohort_id)
    return cohort.stage if cohort is not None else None
