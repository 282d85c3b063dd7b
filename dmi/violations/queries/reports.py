"""Reports and what hangs on them; a sealed report is in none of these lists."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.models.users import RoleGrant, User
from dmi.kernel.calendar import add_working_days
from dmi.kernel.refusals import NotKnown
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Person
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Access, right
from dmi.policy.roles import Role
from dmi.policy.states import RoleGrantStatus, ViolationStatus
from dmi.profiles.queries import holiday_calendar
from dmi.store.base import Record
from dmi.violations.models.finding import Appeal, Finding, Response
from dmi.violations.models.report import Account, IdentityCheck, ViolationNotice, ViolationReport
from dmi.violations.rules import CLEARED, RESOLVED
from dmi.violations.words import FindingOutcome, ResponseLevel, ViolationKind

Row = TypeVar("Row", bound=Record)


def visible_reports(acting: Acting) -> Select[ViolationReport]:
    """Return the reports that the reader may know; sealed ones leave no trace."""
    query = select(ViolationReport).where(ViolationReport.sealed_at.is_(None))
    return sight.narrow(query, acting, ViolationReport, DataClass.VIOLATIONS)


def reports(acting: Acting, limit: int = 50) -> list[ViolationReport]:
    """Return the newest reports that the reader's role lists."""
    query = visible_reports(acting)
    if acting.by.role is Role.POLICE_ANALYST:
        query = query.where(_unchecked())
    newest = query.order_by(ViolationReport.reported_at.desc(), ViolationReport.id)
    return list(acting.session.scalars(newest.limit(limit)))


def report(acting: Acting, row_id: UUID) -> ViolationReport:
    """Return one report that the reader may know and that is not sealed.

    Raises:
        NotKnown: unknown, foreign, forbidden or sealed.
    """
    query = visible_reports(acting).where(ViolationReport.id == row_id)
    if acting.by.role is Role.POLICE_ANALYST:
        query = query.where(_unchecked())
    found = acting.session.scalars(query).one_or_none()
    if found is None:
        raise NotKnown
    return found


def _unchecked() -> ColumnElement[bool]:
    checked = select(IdentityCheck.id).where(IdentityCheck.report_id == ViolationReport.id)
    return (ViolationReport.status == ViolationStatus.UNDER_INQUIRY) & ~checked.exists()


def names(acting: Acting, pathway_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return names by pathway where the reader may know them, else the person's code."""
    wanted = list(set(pathway_ids))
    if not wanted:
        return {}
    query = select(Pathway.id, Person).join(Person, Person.id == Pathway.person_id)
    query = query.where(Pathway.id.in_(wanted))
    found = acting.session.execute(sight.narrow(query, acting, Pathway, DataClass.IDENTITY))
    plain = Access.R in right(acting.by.role, DataClass.IDENTITY).access
    return {key: person.full_name if plain else person.code for key, person in found}


def one_about(acting: Acting, model: type[Row], report: ViolationReport) -> Row | None:
    """Return the notice, account or finding of a report."""
    query = select(model).where(model.report_id == report.id)  # type: ignore[attr-defined]
    return acting.session.scalars(query).one_or_none()


def notice_of(acting: Acting, report: ViolationReport) -> ViolationNotice | None:
    """Return what the person was told."""
    return one_about(acting, ViolationNotice, report)


def account_of(acting: Acting, report: ViolationReport) -> Account | None:
    """Return the person's words, or their silence."""
    return one_about(acting, Account, report)


def finding_of(acting: Acting, report: ViolationReport) -> Finding | None:
    """Return what two people found."""
    return one_about(acting, Finding, report)


def appeal_of(acting: Acting, finding: Finding | None) -> Appeal | None:
    """Return the appeal against a finding."""
    if finding is None:
        return None
    query = select(Appeal).where(Appeal.finding_id == finding.id)
    return acting.session.scalars(query).one_or_none()


def latest_check(acting: Acting, report: ViolationReport) -> IdentityCheck | None:
    """Return the newest identity check of a report."""
    query = select(IdentityCheck).where(IdentityCheck.report_id == report.id)
    newest = query.order_by(IdentityCheck.checked_at.desc(), IdentityCheck.created_at.desc())
    return acting.session.scalars(newest.limit(1)).first()


def checkers(acting: Acting, report: ViolationReport) -> set[UUID]:
    """Return who examined whether it is this person."""
    query = select(IdentityCheck.checked_by_id).where(IdentityCheck.report_id == report.id)
    return set(acting.session.scalars(query))


def responses_of(acting: Acting, pathway_id: UUID) -> list[Response]:
    """Return what the programme answered to founded findings, oldest first."""
    query = select(Response).where(
        Response.pathway_id == pathway_id, Response.finding_id.is_not(None)
    )
    return list(acting.session.scalars(query.order_by(Response.created_at)))


def applied_levels(acting: Acting, pathway_id: UUID) -> list[ResponseLevel]:
    """Return the steps of the ladder that were taken with a person."""
    return [one.level for one in responses_of(acting, pathway_id)]


def open_reports(acting: Acting, pathway_id: UUID) -> list[ViolationReport]:
    """Return a person's unresolved reports."""
    query = select(ViolationReport).where(
        ViolationReport.pathway_id == pathway_id, ViolationReport.status.not_in(RESOLVED)
    )
    return list(acting.session.scalars(query))


def open_in_cohort(acting: Acting, cohort_id: UUID) -> int:
    """Return how many reports of a cohort are unresolved."""
    query = select(ViolationReport.id).where(
        ViolationReport.cohort_id == cohort_id, ViolationReport.status.not_in(RESOLVED)
    )
    return len(acting.session.scalars(query).all())


def founded(acting: Acting, pathway_id: UUID) -> list[Finding]:
    """Return the founded findings about a person that were not overturned, newest first."""
    query = (
        select(Finding)
        .join(ViolationReport, ViolationReport.id == Finding.report_id)
        .where(
            ViolationReport.pathway_id == pathway_id,
            ViolationReport.sealed_at.is_(None),
            Finding.outcome == FindingOutcome.FOUNDED,
        )
    )
    return list(acting.session.scalars(query.order_by(Finding.decided_at.desc())))


def same_event(
    acting: Acting, pathway: Pathway, kind: ViolationKind, alleged_at: datetime
) -> ViolationReport | None:
    """Return an unsealed report of the same kind within the same day and night."""
    near = timedelta(hours=12)
    query = select(ViolationReport).where(
        ViolationReport.pathway_id == pathway.id,
        ViolationReport.kind == kind,
        ViolationReport.sealed_at.is_(None),
        ViolationReport.alleged_at.between(alleged_at - near, alleged_at + near),
    )
    return acting.session.scalars(query.limit(1)).first()


def account_due(acting: Acting) -> date:
    """Return the last day to answer a notice that leaves today."""
    holidays = holiday_calendar(acting.session, acting.profile)
    return add_working_days(acting.today, acting.number("account_window"), holidays)


def users_of(acting: Acting, *roles: Role, without: Iterable[UUID] = ()) -> list[User]:
    """Return the active users of the place that hold one of the roles."""
    query = (
        select(User)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(
            RoleGrant.role.in_(roles),
            RoleGrant.status == RoleGrantStatus.GRANTED,
            User.id.not_in(list(without)),
            or_(
                User.jurisdiction_id.in_(acting.by.jurisdiction_ids),
                User.jurisdiction_id.is_(None),
            ),
        )
    )
    return list(acting.session.scalars(query.order_by(User.display_name)).unique())


def display_name(acting: Acting, user_id: UUID | None) -> str:
    """Return the name of a user of the staff."""
    if user_id is None:
        return ""
    return acting.session.scalar(select(User.display_name).where(User.id == user_id)) or ""


def accounts_over(acting: Acting) -> list[ViolationReport]:
    """Return the reports whose time to answer has passed without a word."""
    query = (
        select(ViolationReport)
        .join(ViolationNotice, ViolationNotice.report_id == ViolationReport.id)
        .where(
            ViolationReport.status == ViolationStatus.NOTICE_SENT,
            ViolationNotice.account_due_on < acting.today,
        )
    )
    return list(acting.session.scalars(query.order_by(ViolationNotice.account_due_on)))


def cleared_to_close(acting: Acting) -> list[ViolationReport]:
    """Return the cleared and sealed reports that still await their closing."""
    query = select(ViolationReport).where(
        ViolationReport.status.in_(CLEARED), ViolationReport.sealed_at.is_not(None)
    )
    return list(acting.session.scalars(query.order_by(ViolationReport.sealed_at)))


def sealed_ids(acting: Acting, pathway_id: UUID) -> set[UUID]:
    """Return the reports of a person that no timeline, count or summary may show."""
    query = select(ViolationReport.id).where(
        ViolationReport.pathway_id == pathway_id, ViolationReport.sealed_at.is_not(None)
    )
    return set(acting.session.scalars(query))
