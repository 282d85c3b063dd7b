"""Pages of sectors, markets and cohorts."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.access.acts import may_write
from dmi.access.sight import sees
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Condition, right
from dmi.policy.roles import Role
from dmi.territory import acts, forms, queries
from dmi.territory.models.cohort import Cohort, Market
from dmi.web.forms import PageForm
from dmi.web.frame import day
from dmi.web.guard import Declared, acting, opens_to, page
from dmi.web.open_steps import open_steps
from dmi.web.sentences import word
from dmi.web.steps import FACTS, TITLES, StepPages

bp = Blueprint("territory", __name__)
steps = StepPages(bp)
steps.add("M.propose_cohort", Market, forms.ProposeCohortForm)

_READERS = frozenset(
    role
    for role in Role
    if right(role, DataClass.TERRITORY).access
    and Condition.PUBLIC_PART not in right(role, DataClass.TERRITORY).conditions
)
_WRITERS = frozenset(role for role in Role if may_write(role, DataClass.TERRITORY))
_NEW = Declared(DataClass.TERRITORY, roles=_WRITERS)

Part = Callable[[Acting, Cohort], Any]
PARTS: dict[str, Part] = {}
"""What higher features show on a cohort's page: a template and what it is given as ``part``."""


@page(bp, "/sectors", reads=DataClass.TERRITORY, roles=_READERS)
def sectors() -> ResponseReturnValue:
    """List sectors and markets of the comuna."""
    current = acting()
    return render_template(
        "territory/sectors.html",
        sectors=queries.sectors(current),
        markets=queries.markets(current),
        writes=may_write(current.by.role, DataClass.TERRITORY),
    )


@page(bp, "/sectors/new", methods=("GET", "POST"), declared=_NEW)
def new_sector() -> ResponseReturnValue:
    """Record a sector."""
    form = _prepared(forms.SectorForm())
    if not form.validate_on_submit():
        return _form(form, _("New sector"))
    made = acts.record_sector(acting(), None, **form.values())
    flash(_("Recorded: %(name)s.", name=made.name), "ok")
    return redirect(url_for("territory.sectors"), 303)


@page(bp, "/markets/new", methods=("GET", "POST"), declared=_NEW)
def new_market() -> ResponseReturnValue:
    """Record a candidate market."""
    form = _prepared(forms.MarketForm())
    if not form.validate_on_submit():
        return _form(form, _("New market"))
    made = acts.record_market(acting(), None, **form.values())
    flash(_("Recorded: %(name)s. Next: propose a cohort in it.", name=made.name), "ok")
    return redirect(url_for("territory.market", row_id=made.id), 303)


@page(bp, "/markets/<uuid:row_id>", reads=DataClass.TERRITORY, shows=Market, roles=_READERS)
def market(row_id: UUID) -> ResponseReturnValue:
    """Show one market and its waves."""
    current = acting()
    found = queries.market(current, row_id)
    return render_template(
        "territory/market.html",
        market=found,
        facts=market_facts(current, found),
        cohorts=queries.cohorts_of(current, found),
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


def market_facts(_acting: Acting, row: Market) -> list[tuple[str, str]]:
    """Return what is on record about a market."""
    return [
        (_("Code"), row.code),
        (_("How it sells"), word(row.market_type)),
        (_("State"), word(row.standing)),
        (_("Public name"), row.public_name or "–"),
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


def _prepared(form: PageForm) -> Any:
    current = acting()
    form.at, form.today, form.zone = current.at, current.today, current.zone
    return form


def _form(form: Any, title: str) -> ResponseReturnValue:
    back = url_for("territory.sectors")
    body = render_template("territory/new.html", form=form, title=title, back_href=back)
    return body, 400 if form.errors else 200


TITLES[Market] = lambda _acting, row: str(row.name)
FACTS[Market] = market_facts
TITLES[Cohort] = lambda _acting, row: str(row.name)
FACTS[Cohort] = cohort_facts
