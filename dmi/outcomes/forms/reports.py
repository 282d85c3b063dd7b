"""Forms of what the public reads: the mayor's page, the report to the council, their end."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, ValidationError
from wtforms.fields.choices import SelectChoice

from dmi.outcomes import published, queries
from dmi.outcomes.models.evaluation import EvaluationRun
from dmi.outcomes.rules import SHORTEST_REASON
from dmi.outcomes.tallies.workload import quarters_ended
from dmi.outcomes.words import Audience
from dmi.profiles.profile import load
from dmi.web.choices import ChoiceField, PickField
from dmi.web.forms import PageForm
from dmi.web.guard import acting
from dmi.web.texts import Filled, Line, NumberField, Text

MOST_COMPLAINTS = 9_999


def _why_corrected() -> Text:
    return Text(
        _l("What is corrected, and why"),
        needed=False,
        shortest=SHORTEST_REASON,
        description=_l("Only where this report replaces a published one."),
    )


def _no_number(field: Any) -> None:
    """Keep identity numbers out of what the public reads."""
    if load(acting().profile).holds_a_number(field.data or ""):
        raise ValidationError(_("Leave out identity numbers: nobody is looked up here."))


class ReportForm(PageForm):
    """What the mayor must know and no computation says."""

    cohort_id = PickField(
        _l("Cohort"),
        needed=False,
        description=_l("Whose report this is: a cohort closes once its report is published."),
    )
    harms_text = Line(
        _l("Harm and complaints"),
        description=_l("In figures and plain words; say so where there were none."),
    )
    limits_text = Text(
        _l("What cannot be known"),
        longest=600,
        description=_l("Without names: this page is public."),
    )
    corrects_id = PickField(_l("Corrects the published page of"), needed=False)
    corrects_reason = _why_corrected()

    def fill(self, acting: Any, row: EvaluationRun) -> None:
        """Offer the market's cohorts and what the public reads on it."""
        market = row.plan.market_id
        self.cohort_id.offer((one.id, one.name) for one in queries.cohorts_of(acting, market))
        self.corrects_id.offer(
            (one.id, f"{one.published_at:%d-%m-%Y} {published.folio_of(acting, one)}".strip())
            for one in published.of_market(acting, market)
        )

    def validate_harms_text(self, field: Any) -> None:
        """Name nobody."""
        _no_number(field)

    def validate_limits_text(self, field: Any) -> None:
        """Name nobody."""
        _no_number(field)

    def validate_corrects_reason(self, field: Any) -> None:
        """Ask what is corrected, where a reason stands; name nobody."""
        _no_number(field)
        if field.data and self.corrects_id.data is None:
            raise ValidationError(_("Name the page that is corrected."))

    def validate_corrects_id(self, field: Any) -> None:
        """Ask for a page on the same cohort, and why it is corrected."""
        if queries.report(acting(), field.data).cohort_id != self.cohort_id.data:
            raise ValidationError(_("That page is about another cohort."))
        if not self.corrects_reason.data:
            raise ValidationError(_("Say below what is corrected, and why."))


class CouncilForm(PageForm):
    """What the council's letter needs besides the figures."""

    period = SelectField(
        _l("Quarter"),
        validators=[Filled()],
        validate_choice=False,
        description=_l("Only quarters that have ended."),
    )
    prior_reference = Line(
        _l("What this answers"),
        description=_l("The agreement or letter that asks for the report, with its day."),
    )
    signatory_name = Line(_l("Who signs"))
    signatory_post = Line(_l("Post"))
    initials = Line(
        _l("Initials of responsibility"), longest=20, description=_l("Such as AMM/jmm.")
    )
    complaints = NumberField(_l("Complaints received"), whole=True, most=MOST_COMPLAINTS)
    complaints_on_time = NumberField(_l("Answered in time"), whole=True, most=MOST_COMPLAINTS)
    limits_text = Text(
        _l("What cannot be known"),
        longest=600,
        description=_l("Without names: this page is public."),
    )
    corrects_reason = _why_corrected()

    def fill(self, acting: Any, _row: Any) -> None:
        """Offer the quarters that have ended."""
        names = [str(one) for one in quarters_ended(acting.today)]
        self.period.choices = [SelectChoice("", "")] + [SelectChoice(one, one) for one in names]

    def validate_prior_reference(self, field: Any) -> None:
        """Name nobody."""
        _no_number(field)

    def validate_limits_text(self, field: Any) -> None:
        """Name nobody."""
        _no_number(field)

    def validate_complaints_on_time(self, field: Any) -> None:
        """Ask for a part of the whole."""
        if None not in {field.data, self.complaints.data} and field.data > self.complaints.data:
            raise ValidationError(_("More were answered than received."))

    def validate_period(self, field: Any) -> None:
        """Ask for a quarter that ended, and what changes where the council was told of it."""
        if field.data not in {str(one) for one in quarters_ended(acting().today)}:
            raise ValidationError(_("Choose one of the options."))
        before = published.of_quarter(acting(), field.data)
        if before and not self.corrects_reason.data:
            raise ValidationError(_("The council has a report on this quarter: say what changes."))

    def validate_corrects_reason(self, field: Any) -> None:
        """Ask for nothing that corrects nothing; name nobody."""
        _no_number(field)
        if field.data and not published.of_quarter(acting(), self.period.data or ""):
            raise ValidationError(_("Nothing was published on this quarter yet."))

    def values(self) -> dict[str, Any]:
        """Return what was typed, counts as whole numbers."""
        typed = super().values()
        counts = ("complaints", "complaints_on_time")
        return {**typed, **{name: int(typed[name]) for name in counts}}


class WithdrawForm(PageForm):
    """Why a published report is withdrawn."""

    reason = Text(
        _l("Reason"),
        shortest=SHORTEST_REASON,
        description=_l("Whoever reads the report reads this too."),
    )

    def validate_reason(self, field: Any) -> None:
        """Name nobody."""
        _no_number(field)


class ExtractForm(PageForm):
    """Who asks for rows about nobody, and for what."""

    recipient = Line(_l("Who receives it"), description=_l("The researcher who answers for it."))
    institution = Line(_l("Institution"))
    audience = ChoiceField(
        _l("Where it goes"),
        Audience,
        description=_l("It says how many people at least must look alike."),
    )
    purpose = Text(
        _l("Purpose"),
        shortest=SHORTEST_REASON,
        longest=600,
        description=_l("The question of the study, and who approved the study."),
    )


class RefuseExtractForm(PageForm):
    """Why an extract is not given out."""

    reason = Text(_l("Reason"), shortest=SHORTEST_REASON)
