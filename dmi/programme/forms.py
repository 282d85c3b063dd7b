"""Forms of a cohort's stages, of its yearly self-check and of its monthly review."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectField
from wtforms.fields.choices import SelectChoice

from dmi.access.guards import SHORTEST_REASON
from dmi.accounts.queries.users import workers
from dmi.programme import queries
from dmi.programme.acts import SHORTEST_EVIDENCE
from dmi.programme.models import FidelityAnswer, MaintenanceReview
from dmi.programme.words import FidelityWord
from dmi.programme.words_of_fidelity import ITEMS
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
from dmi.web.choices import ChoiceField, PickField, TicksField
from dmi.web.forms import PageForm
from dmi.web.texts import DayField, Filled, MomentField, NumberField, Text

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


class FidelityForm(PageForm):
    """The twenty items, each with its answer and evidence; what stays empty is asked later."""

    before: Mapping[int, tuple[FidelityAnswer, str]] = {}
    year = 0

    def fill(self, acting: Any, row: Any) -> None:
        """Begin with what stands this year, and show what stood in the last one beside it."""
        self.year = acting.today.year
        self.before = queries.answers_of(acting, row, self.year - 1)
        if self.is_begun():
            return
        for item, (given, _name) in queries.answers_of(acting, row, self.year).items():
            self[f"answer_{item}"].data = given.answer
            self[f"evidence_{item}"].data = given.evidence

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse half an item: a word without its evidence, evidence without a word."""
        whole = bool(super().validate(extra_validators))
        for item in _NUMBERS:
            word, evidence = self[f"answer_{item}"], self[f"evidence_{item}"]
            if bool(word.data) is bool(evidence.data):
                continue
            lacking = evidence if word.data else word
            if not lacking.errors:
                lacking.errors = [*lacking.errors, _("Answer and evidence go together.")]
            whole = False
        return whole

    def values(self) -> dict[str, Any]:
        """Return word and evidence of the items that were answered."""
        asked = {n: (self[f"answer_{n}"].data, self[f"evidence_{n}"].data) for n in _NUMBERS}
        return {"answers": {n: both for n, both in asked.items() if both[0]}}


_NUMBERS = range(1, len(ITEMS) + 1)


def _add(name: str, field: Field) -> None:
    setattr(FidelityForm, name, field)


for _number in _NUMBERS:
    _add(f"answer_{_number}", ChoiceField(_l(ITEMS[_number - 1]), FidelityWord, needed=False))
    _add(
        f"evidence_{_number}",
        Text(
            _l("What the answer to %(number)d rests on", number=_number),
            needed=False,
            shortest=SHORTEST_EVIDENCE,
            longest=1000,
        ),
    )


class ReviewMonthForm(PageForm):
    """What was seen in a month that is over, and what is done."""

    month = SelectField(_l("Month"), validators=[Filled()])
    calls = NumberField(_l("Calls and complaints in the month"), needed=False, whole=True)
    actions = Text(
        _l("What is done"),
        needed=False,
        description=_l("Who does what, until when. It must be said where the market returns."),
    )
    measured: Mapping[str, queries.Measured] = {}

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the months that are over, the oldest without a review first."""
        over = queries.months_over(acting, row)
        held = {one.month: one for one in queries.reviews_of(acting, row)}
        self.month.choices = [SelectChoice("", _("Choose"))]
        self.month.choices += [SelectChoice(one, _offered(one, held.get(one))) for one in over]
        self.measured = {one: queries.measured(acting, row, one) for one in over}
        if any(one.calls is not None for one in self.measured.values()):
            del self.calls
        if not self.is_begun():
            self.month.data = next((one for one in over if one not in held), "")

    def values(self) -> dict[str, Any]:
        """Return what was typed; calls are whole."""
        typed = super().values()
        if typed.get("calls") is not None:
            typed["calls"] = int(typed["calls"])
        return typed


def _offered(month: str, held: MaintenanceReview | None) -> str:
    return str(_("%(month)s (reviewed: it is corrected)", month=month) if held else month)
