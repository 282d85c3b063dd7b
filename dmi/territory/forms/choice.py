"""Forms of scoring a candidate market and of freezing its baseline."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import Field

from dmi.territory.acts.choice import SHORTEST_REASON
from dmi.territory.forms.hotspots import input_of
from dmi.territory.models.choice import HIGHEST
from dmi.territory.models.hotspots import HotSpotRun
from dmi.territory.queries import place as queries
from dmi.territory.queries.comparing import criteria_of, newest_baseline, of_market
from dmi.territory.queries.ranked import usable, usable_run
from dmi.territory.words import MarketCriterion
from dmi.web.choices import PickField, TicksField, label_of
from dmi.web.forms import PageForm
from dmi.web.frame import moment
from dmi.web.texts import DayField, NumberField, Text


class ScoreMarketForm(PageForm):
    """A mark from 0 to 10 and its reason, under each criterion of the place."""

    run_id = PickField(
        _l("Ranking that the marks of incidents rest on"),
        needed=False,
        description=_l("Complaints, procedures, violence and schools; leave it empty without one."),
    )
    run_place = NumberField(
        _l("Number of this market's place in it"),
        needed=False,
        whole=True,
        description=_l("As the ranking numbers it. A place with anonymous tips alone is refused."),
    )

    def fill(self, acting: Any, row: Any) -> None:
        """Ask the place's criteria alone, and begin with what stands."""
        for criterion in set(MarketCriterion) - set(criteria_of(acting)):
            del self[_score(criterion)]
            del self[_reason(criterion)]
        marks = of_market(acting, row).marks
        rested = next((one.ranked_as for one in marks.values() if one.ranked_as), None)
        old = usable_run(acting, UUID(rested["run"])) if rested else None
        offered = {one.id: one for one in (*usable(acting), old) if one is not None}
        self.run_id.offer([(one.id, named(one)) for one in offered.values()])
        if self.is_begun():
            return
        if rested is not None:
            self.run_id.data, self.run_place.data = UUID(rested["run"]), rested["number"]
        for criterion, mark in marks.items():
            if _score(criterion) in self:
                self[_score(criterion)].data = mark.score
                self[_reason(criterion)].data = mark.reason

    def values(self) -> dict[str, Any]:
        """Return the mark and its reason by criterion."""
        asked = [one for one in MarketCriterion if _score(one) in self]
        marks = {one: (int(self[_score(one)].data), self[_reason(one)].data) for one in asked}
        place = self.run_place.data
        return {
            "marks": marks,
            "run_id": self.run_id.data,
            "run_place": int(place) if place is not None else None,
        }


class FreezeBaselineForm(PageForm):
    """Which months, and which sectors the market lies in."""

    from_on = DayField(_l("First day"), description=_l("The first day of a month."))
    to_on = DayField(
        _l("Last day"), future=False, description=_l("The last day of a month that is over.")
    )
    sectors = TicksField(
        _l("Sectors that the market lies in"),
        description=_l("What is counted there is frozen for ever. Another window is another line."),
    )

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the sectors, and the twelve months before this one to begin with."""
        self.sectors.offer([(one.id, one.name) for one in queries.sectors(acting)])
        if self.is_begun():
            return
        this_month = acting.today.replace(day=1)
        self.to_on.data = this_month - timedelta(days=1)
        self.from_on.data = date(this_month.year - 1, this_month.month, 1)
        known = newest_baseline(acting, row.id)
        chosen = {one["id"] for one in known.sectors} if known is not None else set()
        self.sectors.data = [key.value for key in self.sectors.choices if key.value in chosen]


def named(run: HotSpotRun) -> str:
    """Return what a ranking is called in a list: its hour, what it ranked, its fingerprint."""
    return f"{moment(run.run_at)} · {input_of(run)} · {run.input_hash[:12]}"


def _score(criterion: MarketCriterion) -> str:
    return f"score_{criterion.lower()}"


def _reason(criterion: MarketCriterion) -> str:
    return f"reason_{criterion.lower()}"


def _add(name: str, field: Field) -> None:
    setattr(ScoreMarketForm, name, field)


for _one in MarketCriterion:
    _asked = {"criterion": label_of(_one)}
    _add(
        _score(_one),
        NumberField(_l("%(criterion)s: mark from 0 to 10", **_asked), whole=True, most=HIGHEST),
    )
    _add(_reason(_one), Text(_l("%(criterion)s: reason", **_asked), shortest=SHORTEST_REASON))
