"""Graduation, a quiet year, and what follows from a case that was filed or has ended."""

from datetime import date, datetime, timedelta
from uuid import UUID

from dmi.access.acting import Acting
from dmi.access.acts import act, cascade, write
from dmi.cases.models import BankedCase
from dmi.cases.queries import prosecutor_of
from dmi.cases.words import ClosureReason
from dmi.closing import queries
from dmi.closing.acts.leaving import end_support, record_exit
from dmi.closing.models import Desistance, ExitInterview, GraduationReview, Lapse
from dmi.kernel.refusals import NotKnown, Unmet, UnmetCondition
from dmi.kernel.words import N_
from dmi.owed.acts import open_task
from dmi.owed.words import TaskKind
from dmi.people.models.contacts import PersonNotice
from dmi.people.models.pathway import Pathway
from dmi.people.words import NoticeChannel, NoticeKind
from dmi.policy import pathway as policy
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.policy.states import CaseStatus, Stage
from dmi.support.models.enrolment import Enrolment
from dmi.support.words import ExitType
from dmi.violations.acts.activation import ONCE_FILED
from dmi.violations.models.activation import ActivationRequest

CRITERIA = (
    "agreement_term_reached",
    "no_founded_new_offence",
    "adherence_or_desistance",
    "exit_interview_held",
    "no_open_report",
)
CLOSE_THE_CASE = N_("Close the banked case and tell the person")


@write("closing.interview.held", data_class=DataClass.NEEDS_PLAN)
def hold_interview(acting: Acting, enrolment: Enrolment, *, held_on: date) -> ExitInterview:
    """Write down that the closing interview was held; what was said stays with the two."""
    row = ExitInterview(enrolment_id=enrolment.id, held_on=held_on, held_by_id=acting.by.id)
    return acting.add(row, under=enrolment)


@act("P.graduate")
def graduate(
    acting: Acting, pathway: Pathway, *, achievements: str | None = None
) -> GraduationReview:
    """Let somebody graduate on two signatures; the case is to be closed in good time."""
    enrolled = queries.enrolment_of(acting, pathway.id)
    if enrolled is None or acting.second_id is None:
        raise NotKnown
    row = GraduationReview(
        enrolment_id=enrolled.id,
        criteria_met=dict.fromkeys(CRITERIA, acting.today.isoformat()),
        achievements=achievements,
        decided_by_id=acting.first_id,
        second_by_id=acting.second_id,
        on=acting.today,
    )
    acting.add(row, under=pathway)
    record_exit(acting, pathway, ExitType.GRADUATED)
    due_on = acting.today + timedelta(days=acting.number("closure_after_graduation"))
    for case in queries.cases_of(acting, pathway.id):
        if case.status is CaseStatus.LIVE:
            open_task(
                acting,
                case,
                kind=TaskKind.CLOSURE,
                text=CLOSE_THE_CASE,
                due_on=due_on,
                owner_id=prosecutor_of(acting, case),
            )
    return row


@act("P.mark_desisting")
def mark_desisting(acting: Acting, pathway: Pathway) -> None:
    """Mark a quiet year of somebody who did not take part."""
    row = Desistance(pathway_id=pathway.id, since_on=acting.today, marked_at=acting.at)
    acting.add(row, under=pathway)


@act("P.record_filing", needs=("charge_ref", "finding"))
def record_filing(acting: Acting, pathway: Pathway, *, charge_ref: str, finding: UUID) -> None:
    """Move a person onto the prosecution way because the case was filed."""
    _filed(acting, pathway, charge_ref, finding)


@act("P.record_filing_after_leaving", needs=("charge_ref", "finding"))
def record_filing_after_leaving(
    acting: Acting, pathway: Pathway, *, charge_ref: str, finding: UUID
) -> None:
    """Likewise for somebody who was not in support any more, or not yet."""
    _filed(acting, pathway, charge_ref, finding)


def _go_to_prosecution(acting: Acting, case: BankedCase, request: ActivationRequest) -> None:
    """Move the person with the case; from a stage that has no such step, by a later one."""
    for key in ("P.record_filing", "P.record_filing_after_leaving"):
        if case.pathway.stage in policy.step(key).leaves:
            fields = {"charge_ref": request.charge_ref, "finding": request.finding_id}
            cascade(acting, key, case.pathway, **fields)
            return


ONCE_FILED.append(_go_to_prosecution)


def _filed(acting: Acting, pathway: Pathway, charge_ref: str, finding: UUID) -> None:
    del charge_ref, finding
    pathway.charged_on = acting.today
    end_support(acting, pathway, ExitType.CASE_ENDED)


@write("closing.lapse.drafted", data_class=DataClass.LETTERS)
def draft_lapse(
    acting: Acting, case: BankedCase, *, court_dismissal_on: date | None = None
) -> Lapse:
    """Draft the letter that tells somebody that their case has ended; it does not leave yet."""
    found = queries.lapse_of(acting, case)
    if found is not None:
        found.court_dismissal_on = court_dismissal_on or found.court_dismissal_on
        return found
    expired = case.status is CaseStatus.EXPIRED
    notice = PersonNotice(
        pathway_id=case.pathway_id,
        kind=NoticeKind.CASE_EXPIRED if expired else NoticeKind.CASE_CLOSED,
        drafted_at=acting.at,
    )
    acting.add(notice, under=case)
    acting.session.flush()
    row = Lapse(case_id=case.id, notice_id=notice.id, court_dismissal_on=court_dismissal_on)
    return acting.add(row, under=case)


@write("closing.lapse.released", data_class=DataClass.LETTERS)
def release_lapse(acting: Acting, lapse: Lapse) -> None:
    """Let the closing letter leave: a prosecutor's word alone."""
    if acting.by.role is not Role.PROSECUTOR:
        raise NotKnown
    lapse.released_by_id, lapse.released_at = acting.by.id, acting.at
    lapse.notice.released_by_id, lapse.notice.released_at = acting.by.id, acting.at


@write("closing.lapse.told", data_class=DataClass.LETTERS)
def tell_of_lapse(
    acting: Acting,
    lapse: Lapse,
    *,
    told_at: datetime,
    how: NoticeChannel,
    defender_told_at: datetime,
) -> None:
    """Write down when and how person and defence were told that the case has ended."""
    if lapse.released_at is None:
        raise Unmet((UnmetCondition("lapse_notice_released"),))
    notice = lapse.notice
    notice.how, notice.told_by_id = how, acting.by.id
    notice.told_at, notice.defender_told_at = told_at, defender_told_at


@act("P.release_person")
def release_person(acting: Acting, pathway: Pathway, *, own_words: str = "") -> None:
    """Let somebody go whose case has ended and who was told so."""
    record_exit(acting, pathway, ExitType.CASE_ENDED, own_words)


@act("B.close_by_completion")
def close_by_completion(acting: Acting, case: BankedCase) -> None:
    """Close the case of somebody who graduated or let a quiet year pass; the duty to is done."""
    graduated = case.pathway.stage is Stage.GRADUATED
    case.closure_reason = ClosureReason.GRADUATED if graduated else ClosureReason.DESISTED
    case.closed_on = acting.today
    for task in queries.closures_of(acting, case):
        task.owner_id = acting.by.id  # whoever does it has it, also in a colleague's absence
        cascade(acting, "TK.finish_task", task)
