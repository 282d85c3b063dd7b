"""What stands at the end of a way: interview, exit, graduation, closing letter, a quiet year."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.models.records import Move
from dmi.access.models.users import User
from dmi.cases.models import BankedCase, LegalVehicle
from dmi.cases.queries import LONGEST_LIST
from dmi.closing.models import Exit, ExitInterview, GraduationReview, Lapse
from dmi.kernel.calendar import add_months
from dmi.kernel.local_time import local_day
from dmi.owed.models import Task
from dmi.owed.words import TaskKind
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.plain_states import TaskStatus
from dmi.policy.states import CaseStatus, Stage
from dmi.support.models.enrolment import Enrolment
from dmi.territory.models.cohort import Cohort
from dmi.violations.models.report import ViolationReport
from dmi.violations.rules import RESOLVED

QUIETLY_OUT = (Stage.DECLINED, Stage.WITHDRAWN, Stage.NO_SHOW)
ENDED = (CaseStatus.EXPIRED, CaseStatus.CLOSED_BY_COMPLETION, CaseStatus.CLOSED_OTHER)


def pathway(acting: Acting, row_id: UUID) -> Pathway:
    """Return a pathway that the reader may know."""
    return sight.fetch(acting, Pathway, row_id, DataClass.AGREEMENT)


def case(acting: Acting, row_id: UUID) -> BankedCase:
    """Return a case whose letters the reader may know."""
    return sight.fetch(acting, BankedCase, row_id, DataClass.LETTERS)


def lapse(acting: Acting, row_id: UUID) -> Lapse:
    """Return a closing letter that the reader may know."""
    return sight.fetch(acting, Lapse, row_id, DataClass.LETTERS)


def enrolment(acting: Acting, row_id: UUID) -> Enrolment:
    """Return an enrolment that the reader may know under plans and needs."""
    return sight.fetch(acting, Enrolment, row_id, DataClass.NEEDS_PLAN)


def graduation(acting: Acting, row_id: UUID) -> GraduationReview:
    """Return a graduation that the reader may know."""
    return sight.fetch(acting, GraduationReview, row_id, DataClass.AGREEMENT)


def enrolment_of(acting: Acting, pathway_id: UUID) -> Enrolment | None:
    """Return the enrolment of a person."""
    query = select(Enrolment).where(Enrolment.pathway_id == pathway_id)
    return acting.session.scalars(query).one_or_none()


def interview_of(acting: Acting, pathway_id: UUID) -> ExitInterview | None:
    """Return the closing interview of a person."""
    query = (
        select(ExitInterview)
        .join(Enrolment, Enrolment.id == ExitInterview.enrolment_id)
        .where(Enrolment.pathway_id == pathway_id)
    )
    return acting.session.scalars(query).one_or_none()


def exit_of(acting: Acting, pathway_id: UUID) -> Exit | None:
    """Return how and why a person left."""
    query = select(Exit).where(Exit.pathway_id == pathway_id)
    return acting.session.scalars(query).one_or_none()


def graduation_of(acting: Acting, pathway_id: UUID) -> GraduationReview | None:
    """Return the graduation of a person."""
    query = (
        select(GraduationReview)
        .join(Enrolment, Enrolment.id == GraduationReview.enrolment_id)
        .where(Enrolment.pathway_id == pathway_id)
        .order_by(GraduationReview.on.desc())
    )
    return acting.session.scalars(query.limit(1)).first()


def cases_of(acting: Acting, pathway_id: UUID) -> list[BankedCase]:
    """Return the cases of a person, newest first."""
    query = select(BankedCase).where(BankedCase.pathway_id == pathway_id)
    return list(acting.session.scalars(query.order_by(BankedCase.opened_on.desc())))


def lapse_of(acting: Acting, case: BankedCase) -> Lapse | None:
    """Return the closing letter of a case."""
    query = select(Lapse).where(Lapse.case_id == case.id).order_by(Lapse.created_at.desc())
    return acting.session.scalars(query.limit(1)).first()


def lapses_of(acting: Acting, pathway_id: UUID) -> list[Lapse]:
    """Return the closing letters of a person's cases."""
    query = (
        select(Lapse)
        .join(BankedCase, BankedCase.id == Lapse.case_id)
        .where(BankedCase.pathway_id == pathway_id)
    )
    return list(acting.session.scalars(query.order_by(Lapse.created_at.desc())))


def vehicle_of(acting: Acting, case: BankedCase) -> LegalVehicle | None:
    """Return the legal form in which a case rests."""
    query = select(LegalVehicle).where(LegalVehicle.case_id == case.id)
    return acting.session.scalars(query).one_or_none()


def closures_of(acting: Acting, case: BankedCase) -> list[Task]:
    """Return the open duties to close a case."""
    query = select(Task).where(
        Task.kind == TaskKind.CLOSURE,
        Task.status == TaskStatus.OPEN,
        Task.source_ref == case.id,
    )
    return list(acting.session.scalars(query.order_by(Task.created_at)))


@dataclass(frozen=True, slots=True)
class Closure:
    """One case that is to be closed: by when, by whom, in which cohort."""

    task: Task
    owner: str
    cohort: str


def closures(acting: Acting) -> list[Closure]:
    """Return the open duties to close cases that the reader may know, the oldest first."""
    query = (
        select(Task, User.display_name, Cohort.name)
        .outerjoin(User, User.id == Task.owner_id)
        .outerjoin(Cohort, Cohort.id == Task.cohort_id)
        .where(Task.kind == TaskKind.CLOSURE, Task.status == TaskStatus.OPEN)
        .order_by(Task.due_on, Task.id)
        .limit(LONGEST_LIST)
    )
    rows = acting.session.execute(sight.narrow(query, acting, Task))
    return [Closure(task, owner or "–", cohort or "–") for task, owner, cohort in rows]


def quiet_people(acting: Acting) -> list[Pathway]:
    """Return who has been out for the quiet time with nothing undecided: due to be marked."""
    months = acting.number("quiet_months")
    moved = (
        select(func.max(Move.at))
        .where(Move.object_ref == Pathway.id, Move.machine == Pathway.__machine__)
        .correlate(Pathway)
        .scalar_subquery()
    )
    undecided = (
        select(ViolationReport.id)
        .where(
            ViolationReport.pathway_id == Pathway.id,
            ViolationReport.status.not_in(RESOLVED),
        )
        .correlate(Pathway)
        .exists()
    )
    filed = (
        select(BankedCase.id)
        .where(BankedCase.pathway_id == Pathway.id, BankedCase.status == CaseStatus.FILED)
        .correlate(Pathway)
        .exists()
    )
    query = select(Pathway, func.coalesce(moved, Pathway.first_nominated_at)).where(
        Pathway.stage.in_(QUIETLY_OUT), ~undecided, ~filed
    )
    return [
        row
        for row, since in acting.session.execute(query)
        if add_months(local_day(since, acting.zone), months) <= acting.today
    ]
