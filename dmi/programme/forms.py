"""Forms of a cohort's stages."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from dmi.access.guards import SHORTEST_REASON
from dmi.accounts.queries.users import workers
from dmi.territory.models.choice import Baseline
from dmi.territory.queries.comparing import (
    Column,
    beside,
    columns,
    criteria_of,
    fingerprint_of,
    newest_baseline,
)
from dmi.territory.words import ComplaintSource, MarketCriterion
from dmi.web.choices import PickField, TicksField
from dmi.web.forms import PageForm
from dmi.web.texts import DayField, Filled, MomentField, Text

SHORTEST_CHOICE = 40


class ReasonForm(PageForm):
    """Why a step is taken."""

    reason = Text(_l("Reason"), shortest=SHORTEST_REASON)


class ChooseMarketForm(PageForm):
    """Why this market, and why not the others; what both people looked at goes with it."""

    compared = ""
    columns: Sequence[Column] = ()
    criteria: Sequence[MarketCriterion] = ()
    baseline: Baseline | None = None

    ranking_reason = Text(_l("Why this market"), shortest=SHORTEST_CHOICE)
    alternatives_considered = Text(
        _l("Which others were compared, and why they were left"), shortest=SHORTEST_CHOICE
    )

    def fill(self, acting: Any, row: Any) -> None:
        """Note scores and baseline as they stand; a change between two signatures is told."""
        found, self.baseline = beside(acting, row), newest_baseline(acting, row.market_id)
        self.columns, self.criteria = columns([one.written() for one in found]), criteria_of(acting)
        if self.baseline is not None:
            self.compared = fingerprint_of(found, self.baseline)

    def values(self) -> dict[str, Any]:
        """Return the reasons and the fingerprint of what they are about."""
        return {**super().values(), "compared": self.compared}


class BeginIdentifyingForm(PageForm):
    """Who asks whom, and where people may report."""

    survey_plan = Text(_l("Survey plan: who asks whom, and until when"), shortest=SHORTEST_REASON)
    report_channels = TicksField(_l("Ways to report"), ComplaintSource)


class ScheduleCallinForm(PageForm):
    """The day of the call-in."""

    callin_on = DayField(_l("Day of the call-in"), past=False)


class FixDateForm(PageForm):
    """Day and hour of a meeting."""

    held_at = MomentField(_l("Day and hour of the meeting"))


class ClearUserForm(PageForm):
    """Whom to let into a closed circle, and why."""

    user_id = PickField(_l("Who"))
    reason = Text(_l("Reason"), shortest=SHORTEST_REASON)
    until_at = MomentField(_l("Until"), needed=False)

    def fill(self, acting: Any, _row: Any) -> None:
        """Offer the people of the comuna who may receive work."""
        self.user_id.offer(workers(acting))


class StatementForm(PageForm):
    """What was seen for one condition of a gate."""

    guard = SelectField(_l("Condition"), validators=[Filled()])
    text = Text(
        _l("What was seen"),
        shortest=SHORTEST_REASON,
        description=_l(
            "Which paper or fact, from whom, of which day. Your name and the day are kept."
        ),
    )

    def offer(self, conditions: Iterable[tuple[str, str]]) -> None:
        """Offer the conditions that the reader may speak for."""
        self.guard.choices = [SelectChoice("", _("Choose"))]
        self.guard.choices += [SelectChoice(name, label) for name, label in conditions]
