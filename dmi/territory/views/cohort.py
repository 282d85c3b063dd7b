"""Pages of markets and cohorts."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.access.sight import sees
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.territory import geometry
from dmi.territory.acts import cohort as acts
from dmi.territory.acts.area import draw_market, why_it_stays
from dmi.territory.drawing import Drawing
from dmi.territory.forms import cohort as forms
from dmi.territory.models.cohort import Cohort, Market
from dmi.territory.queries import cohort as queries
from dmi.territory.queries import place as places
from dmi.territory.queries import point as points
from dmi.territory.views.blueprint import NEW, READERS, WRITERS, bp
from dmi.territory.views.map import map_of, place_shown
from dmi.territory.views.plain import prepared, shown_form
from dmi.web.frame import day
from dmi.web.guard import acting, opens_to, page
from dmi.web.open_steps import open_steps
from dmi.web.sentences import word
from dmi.web.steps import FACTS, TITLES, StepPages
from dmi.web.writes import WritePage, add_write

steps = StepPages(bp)
steps.add("M.propose_cohort", Market, forms.ProposeCohortForm)

Part = Callable[[Acting, Cohort], Any]
PARTS: dict[str, Part] = {}
"""What higher features show on a cohort's page: a template and what it is given as ``part``."""
MARKET_PARTS: dict[str, Callable[[Acting, Market], Any]] = {}
"""What the choice shows on a market's page, in the same way."""


@page(bp, "/markets/new", methods=("GET", "POST"), declared=NEW)
def new_market() -> ResponseReturnValue:
    """Record a candidate market."""
    form = prepared(forms.MarketForm())
    if not form.validate_on_submit():
        return shown_form(form, _("New market"), "territory.sectors")
    made = acts.record_market(acting(), None, **form.values())
    flash(_("Recorded: %(name)s. Next: propose a cohort in it.", name=made.name), "ok")
    return redirect(url_for("territory.market", row_id=made.id), 303)


@page(bp, "/markets/<uuid:row_id>", reads=DataClass.TERRITORY, shows=Market, roles=READERS)
def market(row_id: UUID) -> ResponseReturnValue:
    """Show one market and its waves."""
    current = acting()
    found = queries.market(current, row_id)
    writes, stays = current.by.role in WRITERS, why_it_stays(current, found)
    return render_template(
        "territory/market.html",
        market=found,
        facts=market_facts(current, found),
        drawing=market_map(current, found),
        draws=writes and stays is None,
        stays=stays if writes else None,
        cohorts=queries.cohorts_of(current, found),
        parts=[(name, part(current, found)) for name, part in MARKET_PARTS.items()],
        steps=open_steps(current, found),
    )


@page(bp, "/cohorts/<uuid:row_id>", reads=DataClass.TERRITORY, shows=Cohort)
def cohort(row_id: UUID) -> ResponseReturnValue:
    """Show one cohort: where it stands, what it counts, which steps are open."""
    current = acting()
    found = queries.cohort(current, row_id)
    reads_all = queries.reads_all(current)
    parts = [(name, part(current, found)) for name, part in PARTS.items()] if reads_all else []
    return render_template(
        "territory/cohort.html",
        cohort=found,
        facts=cohort_facts(current, found),
        parts=parts,
        market_href=_market_href(current, found.market),
        steps=open_steps(current, found),
    )


def _market_href(current: Acting, row: Market) -> str:
    seen = sees(current, row, DataClass.TERRITORY) and opens_to(current.by.role, Market)
    return url_for("territory.market", row_id=row.id) if seen else ""


def market_map(current: Acting, row: Market) -> Drawing | None:
    """Return a market's area with the points and schools in it or near it, as the reader may know.

    Which points lie in it is judged by the place that this reader is told: from the exact one a
    small area would give more away.
    """
    area = row.polygon
    if not area:
        return None
    near = current.number("near_school_metres")
    standing = points.of_place(current)
    told = ((one, place_shown(current, one)) for one in standing)
    within = [one for one, place in told if place is not None and geometry.inside(place, area)]
    known = ((one, (float(one.lon), float(one.lat))) for one in places.schools_on_the_map(current))
    schools = [one for one, _ in geometry.within_m(known, area, near)]
    return map_of(current, [row], within, schools)


def market_facts(_acting: Acting, row: Market) -> list[tuple[str, str]]:
    """Return what is on record about a market."""
    near = {None: "–", True: _("Yes"), False: _("No")}[row.is_near_school]
    return [
        (_("Code"), row.code),
        (_("How it sells"), word(row.market_type)),
        (_("State"), word(row.standing)),
        (_("Public name"), row.public_name or "–"),
        (_("Area drawn"), _("Yes") if row.polygon else _("No")),
        (_("Near a school"), near),
    ]


def cohort_facts(current: Acting, row: Cohort) -> list[tuple[str, str]]:
    """Return what is on record about a cohort; the public part alone to who reads no more."""
    shown = [(_("Stage"), word(row.stage)), (_("First day"), day(row.start_on) or "–")]
    if row.callin_on:
        shown.append((_("Day of the call-in"), day(row.callin_on)))
    if not queries.reads_all(current):
        return [*shown, (_("Market"), row.market.public_name or "–")]
    shown += [
        (_("Market"), row.market.name),
        (_("Name on papers"), row.public_programme_name),
        (_("Reasons of the choice"), row.market.ranking_reason or "–"),
        (_("Survey plan"), row.survey_plan or "–"),
    ]
    return shown


add_write(
    bp,
    "draw_market",
    WritePage(
        N_("Draw the area"),
        Market,
        DataClass.TERRITORY,
        draw_market,
        forms.DrawMarketForm,
    ),
)
TITLES[Market] = lambda _acting, row: str(row.name)
FACTS[Market] = market_facts
TITLES[Cohort] = lambda _acting, row: str(row.name)
FACTS[Cohort] = cohort_facts
