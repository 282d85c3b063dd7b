"""Writers of a cohort's stages, of what is stated at its gates and of what it asks itself."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import dmi.programme.guards  # noqa: F401 - registers the conditions of these steps
from dmi.access import moves
from dmi.access.acting import Acting
from dmi.access.acts import act, write
from dmi.callin.models.meeting import Meeting
from dmi.kernel.refusals import Faults, NotKnown, Unmet, UnmetCondition
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.policy.states import CohortStage
from dmi.profiles.profile import load
from dmi.programme import queries
from dmi.programme.guards import guards_of
from dmi.programme.models import FidelityAnswer, MaintenanceReview, Statement
from dmi.programme.words import FidelityWord
from dmi.programme.words_of_fidelity import ITEMS
from dmi.territory.acts.choice import settle
from dmi.territory.models.choice import MarketChoice
from dmi.territory.models.cohort import Cohort
from dmi.territory.queries.comparing import beside, fingerprint_of, newest_baseline
from dmi.territory.words import ComplaintSource

SHORTEST_EVIDENCE = 10
REVIEWERS = frozenset({Role.PROGRAMME_MANAGER})
"""Who holds the monthly review: whoever counts every complaint of the place (pathway.md 2, 9)."""
NO_SUCH_ITEM = N_("The list has no such item.")
WHAT_IT_RESTS_ON = N_("Write at least 10 characters on what the answer rests on.")
A_NUMBER = N_("Leave out identity numbers: nobody is looked up here.")
NOT_IN_MAINTENANCE = N_("Months are reviewed while the cohort is in maintenance.")
NOT_A_MONTH = N_("Choose a month of the maintenance that is over.")
SAY_WHAT_IS_DONE = N_("The market returns: write what is done about it.")


@write("programme.statement.signed", data_class=DataClass.COMMITMENTS)
def sign_statement(acting: Acting, cohort: Cohort, *, guard: str, text: str) -> Statement:
    """Sign with day and name what was seen for one condition of a gate."""
    if guard not in guards_of(acting.by.role):
        raise NotKnown
    row = Statement(guard=guard, text=text, by_id=acting.by.id, at=acting.at)
    return acting.add(row, under=cohort)


@write("programme.fidelity.answered", data_class=DataClass.COMMITMENTS)
def answer_fidelity(
    acting: Acting, cohort: Cohort, *, answers: Mapping[int, tuple[FidelityWord, str]]
) -> None:
    """Answer items of this year's self-check; what is not named stays open, earlier years stay.

    ``answers`` holds by item number from 1 the word and the evidence it rests on.

    Raises:
        Faults: an item that the list has not, an answer without evidence, or a number of
            identity in it.
    """
    place = load(acting.profile)
    faults = {
        f"evidence_{item}": [A_NUMBER if place.holds_a_number(evidence) else WHAT_IT_RESTS_ON]
        for item, (_word, evidence) in answers.items()
        if len(evidence.strip()) < SHORTEST_EVIDENCE or place.holds_a_number(evidence)
    }
    faults |= {f"answer_{item}": [NO_SUCH_ITEM] for item in answers if not 0 < item <= len(ITEMS)}
    if faults:
        raise Faults(faults)
    year = acting.today.year
    standing = queries.answers_of(acting, cohort, year)
    for item, (word, evidence) in answers.items():
        row = standing[item][0] if item in standing else None
        if row is None:
            row = acting.add(
                FidelityAnswer(cohort_id=cohort.id, year=year, item=item), under=cohort
            )
        elif (row.answer, row.evidence) == (word, evidence):
            continue
        row.answer, row.evidence = word, evidence
        row.answered_by_id, row.answered_at = acting.by.id, acting.at


@write("programme.maintenance.reviewed", data_class=DataClass.COMMITMENTS)
def review_month(
    acting: Acting,
    cohort: Cohort,
    *,
    month: str,
    calls: int | None = None,
    actions: str | None = None,
) -> MaintenanceReview:
    """Write down the review of a month, as 2026-05; a month reviewed again is corrected.

    Where the market has a frozen baseline the calls are counted, and ``calls`` is not read.

    Raises:
        NotKnown: the role reads reviews and holds none.
        Faults: the cohort is not in maintenance, the month is not over, or the market returns
            and nobody says what is done.
    """
    if acting.by.role not in REVIEWERS:
        raise NotKnown
    if cohort.stage is not CohortStage.MAINTENANCE:
        raise Faults({"month": [NOT_IN_MAINTENANCE]})
    if month not in queries.months_over(acting, cohort):
        raise Faults({"month": [NOT_A_MONTH]})
    found = queries.measured(acting, cohort, month)
    if found.returns and not (actions or "").strip():
        raise Faults({"actions": [SAY_WHAT_IS_DONE]})
    row = queries.review_of(acting, cohort, month)
    if row is None:
        row = acting.add(MaintenanceReview(cohort_id=cohort.id, month=month), under=cohort)
    row.calls = found.calls if found.calls is not None else calls
    row.baseline_ratio, row.trigger_hit = found.ratio, found.returns
    row.actions = actions or None
    row.held_on, row.held_by_id = acting.today, acting.by.id
    return row


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
