"""Pages of the residents' survey: each wave, and a market's waves side by side."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.community.acts import survey as acts
from dmi.community.forms.survey import SurveyForm
from dmi.community.models import Survey
from dmi.community.queries import survey as queries
from dmi.community.rules import shown
from dmi.community.views.blueprint import NEW, bp, percent, whole
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.territory.forms.place import WithdrawForm
from dmi.territory.models.cohort import Market
from dmi.territory.queries import place as places
from dmi.territory.views.asked import more, one_row
from dmi.territory.views.cohort import MARKET_PARTS
from dmi.territory.views.plain import answered, prepared
from dmi.web.guard import acting, admits, page
from dmi.web.steps import TITLES
from dmi.web.writes import WritePage, add_write

ASKED = {
    "aware_pct": N_("Know of the programme"),
    "safer_pct": N_("Feel safer than before"),
    "trust_pct": N_("Trust those who run it"),
}


@page(bp, "/surveys", reads=DataClass.COMMUNITY)
def surveys() -> ResponseReturnValue:
    """List the waves of every market, the newest recorded first."""
    current = acting()
    found = queries.surveys(current, request.args.get("after"))
    return render_template(
        "community/surveys.html",
        rows=found.rows,
        asked=ASKED,
        least=_least(current),
        told=lambda row, name: told(current, row, name),
        answers=lambda row: answers(current, row),
        market_name=lambda market: queries.name_of(current, market),
        older_href=more("community.surveys", found.older),
    )


@page(bp, "/surveys/new", methods=("GET", "POST"), declared=NEW)
def new_survey() -> ResponseReturnValue:
    """Write a wave down."""
    form = prepared(SurveyForm())
    if not form.is_submitted():
        form.market.data = one_row("market")
    return answered(
        form,
        _("New survey wave"),
        "community.surveys",
        lambda: acts.record_survey(acting(), None, **form.values()),
        lambda made: flash(_("Recorded: wave %(number)s.", number=made.wave), "ok"),
    )


@page(bp, "/surveys/<uuid:row_id>", reads=DataClass.COMMUNITY, shows=Survey)
def survey(row_id: UUID) -> ResponseReturnValue:
    """Show one wave as it was counted and how it was asked."""
    current = acting()
    row = queries.survey(current, row_id)
    return render_template(
        "community/survey.html",
        row=row,
        market_name=queries.name_of(current, row.market),
        numbers=[(_(label), told(current, row, name)) for name, label in ASKED.items()],
        answers=answers(current, row),
        least=_least(current),
        names=places.names_of(current, [row.created_by, row.withdrawn_by_id]),
    )


@page(bp, "/markets/<uuid:row_id>/surveys", reads=DataClass.COMMUNITY)
def waves(row_id: UUID) -> ResponseReturnValue:
    """Show a market's waves side by side."""
    current = acting()
    market = queries.market(current, row_id)
    return render_template(
        "community/waves.html",
        market=market,
        market_name=queries.name_of(current, market),
        **beside(current, market),
    )


def beside(current: Acting, market: Market) -> dict[str, Any]:
    """Return a market's waves as columns: how many answered, and what they said."""
    found = queries.waves_of(current, market)
    return {
        "waves": found,
        "answers": [answers(current, one) for one in found],
        "rows": [
            (_(label), [told(current, one, name) for one in found]) for name, label in ASKED.items()
        ],
        "least": _least(current),
    }


def of_market(current: Acting, market: Market) -> dict[str, Any] | None:
    """Return what a market's own page says of its survey, to who reads the community."""
    return beside(current, market) if admits("community.surveys", current.by.role) else None


def told(current: Acting, row: Survey, name: str) -> str:
    """Return a percentage in words: as it was given, not asked, or hidden."""
    given: Decimal | None = getattr(row, name)
    if given is None:
        return str(_("not asked"))
    seen = shown(given, row.n, _least(current))
    return percent(seen) if seen is not None else str(_("hidden"))


def answers(current: Acting, row: Survey) -> str:
    """Return how many answered; of few only that they are few."""
    least = _least(current)
    return whole(row.n) if row.n >= least else str(_("fewer than %(least)d", least=least))


def _least(current: Acting) -> int:
    return current.number("suppress_internal")


def _to_survey(row: Any, _result: Any) -> str:
    return url_for("community.survey", row_id=row.id)


add_write(
    bp,
    "withdraw_survey",
    WritePage(
        N_("Withdraw the wave"),
        Survey,
        DataClass.COMMUNITY,
        acts.withdraw_survey,
        WithdrawForm,
        _to_survey,
    ),
)

TITLES[Survey] = lambda _acting, row: _("Wave %(number)s", number=row.wave)
MARKET_PARTS["community/_waves_of_market.html"] = of_market
