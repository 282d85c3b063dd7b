"""Writers of a cohort's stages and of what is stated at its gates."""

from collections.abc import Sequence
from datetime import date, datetime

import dmi.programme.guards  # noqa: F401 - registers the conditions of these steps
from dmi.access import moves
from dmi.access.acting import Acting
from dmi.access.acts import act, write
from dmi.callin.models.meeting import Meeting
from dmi.kernel.refusals import NotKnown, Unmet, UnmetCondition
from dmi.policy.classes import DataClass
from dmi.programme.guards import guards_of
from dmi.programme.models import Statement
from dmi.territory.acts.choice import settle
from dmi.territory.models.choice import MarketChoice
from dmi.territory.models.cohort import Cohort
from dmi.territory.queries.comparing import beside, fingerprint_of, newest_baseline
from dmi.territory.words import ComplaintSource


@write("programme.statement.signed", data_class=DataClass.COMMITMENTS)
def sign_statement(acting: Acting, cohort: Cohort, *, guard: str, text: str) -> Statement:
    """Sign with day and name what was seen for one condition of a gate."""
    if guard not in guards_of(acting.by.role):
        raise NotKnown
    row = Statement(guard=guard, text=text, by_id=acting.by.id, at=acting.at)
    return acting.add(row, under=cohort)


@act("M.commit_cohort")
def commit_cohort(_acting: Acting, _cohort: Cohort) -> None:
    """Note that the institutions stand behind the cohort."""


@act(
    "M.choose_market",
    needs=("ranking_reason", "alternatives_considered", "compared"),
    then=settle,
)
def choose_market(
    acting: Acting,
    cohort: Cohort,
    *,
    ranking_reason: str,
    alternatives_considered: str,
    compared: str,
) -> None:
    """Choose the cohort's market, and keep for ever what it was compared with and why.

    ``compared`` is the fingerprint of scores and baseline that the two people looked at.

    Raises:
        Unmet: scores or baseline changed since.
    """
    found, baseline = beside(acting, cohort), newest_baseline(acting, cohort.market_id)
    if baseline is None or compared != fingerprint_of(found, baseline):
        raise Unmet((UnmetCondition("payload_unchanged"),))
    last = moves.last(acting, cohort)
    row = MarketChoice(
        market_id=cohort.market_id,
        move_seq=last.seq + 1 if last else 1,
        ranking=[one.written() for one in found],
        ranking_reason=ranking_reason,
        alternatives_considered=alternatives_considered,
        baseline_id=baseline.id,
        baseline_hash=baseline.hash,
        chosen_at=acting.at,
        proposed_by_id=acting.first_id,
        confirmed_by_id=acting.by.id,
    )
    acting.add(row, under=cohort)


@act("M.begin_identifying", needs=("survey_plan", "report_channels"))
def begin_identifying(
    _acting: Acting,
    cohort: Cohort,
    *,
    survey_plan: str,
    report_channels: Sequence[ComplaintSource],
) -> None:
    """Begin to name people, by a written plan and open channels."""
    cohort.survey_plan = survey_plan
    cohort.report_channels = [str(channel) for channel in report_channels]


@act("M.begin_building")
def begin_building(_acting: Acting, _cohort: Cohort) -> None:
    """Open the casework under a live authorisation."""


@act("M.begin_reviewing")
def begin_reviewing(_acting: Acting, _cohort: Cohort) -> None:
    """Begin to review who may be offered the way out."""


@act("M.schedule_callin", needs=("callin_on",))
def schedule_callin(_acting: Acting, cohort: Cohort, *, callin_on: date) -> None:
    """Pass the gates of the call-in and name its day."""
    cohort.callin_on = callin_on


@act("M.unschedule_callin", needs=("reason",))
def unschedule_callin(_acting: Acting, cohort: Cohort, *, reason: str) -> None:  # noqa: ARG001 - kept
    """Take the day of the call-in back; the move keeps the reason."""
    cohort.callin_on = None


@act("M.close_callin")
def close_callin(_acting: Acting, _cohort: Cohort) -> None:
    """Close the call-in on its signed ledger."""


@act("M.begin_maintenance")
def begin_maintenance(_acting: Acting, _cohort: Cohort) -> None:
    """Begin to keep what was promised."""


@act("M.close_cohort")
def close_cohort(_acting: Acting, _cohort: Cohort) -> None:
    """Close the cohort for good."""


@act("M.suspend_cohort", needs=("reason",))
def suspend_cohort(_acting: Acting, _cohort: Cohort, *, reason: str) -> None:
    """Let everything rest; the move keeps the reason."""


@act("M.resume_cohort", needs=("reason",))
def resume_cohort(_acting: Acting, _cohort: Cohort, *, reason: str) -> None:
    """Go on where the cohort stood; the move keeps the reason."""


@act("M.abandon_cohort", needs=("reason",))
def abandon_cohort(_acting: Acting, _cohort: Cohort, *, reason: str) -> None:
    """Give the cohort up; the move keeps the reason."""


@act("N.fix_date", needs=("held_at",))
def fix_date(_acting: Acting, meeting: Meeting, *, held_at: datetime) -> None:
    """Fix day and hour of a meeting."""
    meeting.held_at = held_at


@act("N.postpone_meeting", needs=("reason",))
def postpone_meeting(_acting: Acting, meeting: Meeting, *, reason: str) -> None:  # noqa: ARG001 - kept
    """Take day and hour of a meeting back; the move keeps the reason."""
    meeting.held_at = None
