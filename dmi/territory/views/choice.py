"""Pages of choosing a market: candidates side by side, their marks, baselines and choices."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.access.sight import sees
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.states import CohortStage
from dmi.territory.acts.choice import freeze_baseline, score_market
from dmi.territory.forms.choice import FreezeBaselineForm, ScoreMarketForm
from dmi.territory.models.choice import Baseline, MarketChoice
from dmi.territory.models.cohort import Cohort, Market
from dmi.territory.queries import comparing, counting
from dmi.territory.views.blueprint import READERS
from dmi.territory.views.cohort import MARKET_PARTS, PARTS, cohort_facts
from dmi.territory.words import MarketCriterion
from dmi.web.frame import day
from dmi.web.guard import acting, page
from dmi.web.steps import FACTS
from dmi.web.writes import WritePage, add_write

bp = Blueprint("market_choice", __name__)

BEFORE = frozenset({CohortStage.PROPOSED, CohortStage.COMMITTED})
"""Stages in which a cohort's market is still to be chosen."""


@page(bp, "/markets/compare", reads=DataClass.TERRITORY, roles=READERS)
def compare() -> ResponseReturnValue:
    """Show the candidate markets side by side."""
    current = acting()
    return render_template(
        "territory/compare.html",
        columns=comparing.columns([one.written() for one in comparing.candidates(current)]),
        criteria=comparing.criteria_of(current),
        least=current.number("candidate_markets_min"),
        scores=current.by.role in comparing.CHOOSERS,
    )


@page(bp, "/baselines/<uuid:row_id>", reads=DataClass.TERRITORY, shows=Baseline, roles=READERS)
def baseline(row_id: UUID) -> ResponseReturnValue:
    """Show what was counted and frozen, and whether it is still what was frozen."""
    current = acting()
    found = comparing.baseline(current, row_id)
    return render_template(
        "territory/baseline.html",
        baseline=found,
        by=comparing.name_of(current, found.frozen_by_id),
        holds=found.hash == _counted_again(found),
    )


@page(
    bp,
    "/market-choices/<uuid:row_id>",
    reads=DataClass.TERRITORY,
    shows=MarketChoice,
    roles=READERS,
)
def choice(row_id: UUID) -> ResponseReturnValue:
    """Show one choice as it was made, whether it counts or was taken back."""
    current = acting()
    found, undone = comparing.choice(current, row_id)
    return render_template(
        "territory/choice.html",
        choice=found,
        columns=comparing.columns(found.ranking),
        criteria=[MarketCriterion(one["criterion"]) for one in found.ranking[0]["marks"]],
        undone=undone,
        by=[
            comparing.name_of(current, one) for one in (found.proposed_by_id, found.confirmed_by_id)
        ],
        holds=found.baseline_hash == _counted_again(found.baseline),
        market_href=_href(current, found.market, "territory.market"),
        baseline_href=_href(current, found.baseline, "market_choice.baseline"),
    )


def of_cohort(current: Acting, cohort: Cohort) -> dict[str, Any]:
    """Return what a cohort's page says of its choice of a market."""
    return {
        "choices": comparing.choices_of(current, cohort),
        "to_choose": cohort.stage in BEFORE,
    }


def of_market(current: Acting, market: Market) -> dict[str, Any]:
    """Return what a market's page says of its marks, baselines and choices."""
    return {
        "candidate": comparing.of_market(current, market),
        "baselines": comparing.baselines_of(current, market),
        "choices": comparing.choices_of(current, market),
        "writes": current.by.role in comparing.CHOOSERS,
    }


def facts_before_the_choice(current: Acting, cohort: Cohort) -> list[tuple[str, str]]:
    """Return a cohort's facts, and what the choice would stand on for whoever confirms it."""
    shown = cohort_facts(current, cohort)
    if cohort.stage is not CohortStage.COMMITTED or current.by.role not in comparing.CHOOSERS:
        return shown
    found = comparing.beside(current, cohort)
    frozen = comparing.newest_baseline(current, cohort.market_id)
    compared = "; ".join(f"{one.market.name} {one.total}/{one.out_of}" for one in found)
    window = f"{day(frozen.from_on)} – {day(frozen.to_on)}, {frozen.hash[:16]}" if frozen else ""
    return [*shown, (_("Compared"), compared or "–"), (_("Frozen baseline"), window or "–")]


def _counted_again(row: Baseline) -> str:
    return counting.fingerprint(row.market_id, row.from_on, row.to_on, row.sectors, row.rows)


def _href(current: Acting, row: Market | Baseline, endpoint: str) -> str:
    """Return the page of a row, or nothing to whoever knows the choice alone."""
    seen = sees(current, row, DataClass.TERRITORY)
    return url_for(endpoint, row_id=row.id) if seen else ""


def _version_of_baselines(current: Acting, market: Market) -> str:
    found = comparing.newest_baseline(current, market.id)
    return str(found.number if found is not None else 0)


add_write(
    bp,
    "score",
    WritePage(
        N_("Score the market"),
        Market,
        DataClass.TERRITORY,
        score_market,
        ScoreMarketForm,
        back=lambda _row, _made: url_for("market_choice.compare"),
        roles=comparing.CHOOSERS,
        version=comparing.version_of_scores,
    ),
)
add_write(
    bp,
    "freeze_baseline",
    WritePage(
        N_("Freeze the baseline"),
        Market,
        DataClass.TERRITORY,
        freeze_baseline,
        FreezeBaselineForm,
        back=lambda _row, made: url_for("market_choice.baseline", row_id=made.id),
        roles=comparing.CHOOSERS,
        version=_version_of_baselines,
    ),
)
FACTS[Cohort] = facts_before_the_choice
PARTS["territory/_choices_of_cohort.html"] = of_cohort
MARKET_PARTS["territory/_choices_of_market.html"] = of_market
