"""What waits for whom: one statement for each kind of row, however many wait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select

from dmi.access.acting import Acting
from dmi.access.models.emergencies import BreakGlass
from dmi.access.models.records import Approval
from dmi.access.sight import narrow
from dmi.callin.models.meeting import Meeting
from dmi.callin.models.sheet import DeliverySheet
from dmi.cases.models import BankedCase
from dmi.cases.queries import limitations
from dmi.checkins.models import CheckIn
from dmi.desk.waits import WAITS, Wait
from dmi.eligibility.models.review import Opinion, Review
from dmi.eligibility.words import ReviewStatus
from dmi.kernel.words import N_
from dmi.owed.models import Task
from dmi.owed.words import TaskKind
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.matrix import right
from dmi.policy.plain_states import TaskStatus
from dmi.policy.roles import Role
from dmi.policy.states import ApprovalStatus, MeetingStatus, OpinionStatus
from dmi.store.base import Record
from dmi.territory.models.complaint import Complaint, ComplaintCheck
from dmi.territory.models.point import PointChange, SalePoint
from dmi.territory.words import PointStatus

MOST_OF_A_KIND = 60
LONG_UNDER_INVESTIGATION = timedelta(days=60)
LOOK_INTO = N_("Look into the oldest complaint that nobody has verified")
STILL_INVESTIGATED = N_("Say how it stands, long under investigation as it is: point")
LET_PRINT = N_("Approve the printing of a delivery sheet")
OF_THE_PLACE = frozenset({Role.TERRITORIAL_COORDINATOR, Role.OBSERVATORY_ANALYST})
WARNINGS = (
    N_("First warning: the limitation date of the case is coming."),
    N_("Second warning: the limitation date of the case is near."),
    N_("Last warning: soon the case can no longer be used."),
)
OPINION_ROLES = frozenset({Role.POLICE_ANALYST, Role.PROSECUTOR})


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits.

    Attributes:
        key: the step that ends the waiting, if one does.
        row: the row it is about.
        due_on: its deadline.
        text: what to do, where the row itself says so.
    """

    key: str
    row: Record
    due_on: date | None
    icon: str
    text: str = ""

    @property
    def subject(self) -> UUID | None:
        """Return the pathway it is about."""
        return self.row.id if isinstance(self.row, Pathway) else self.row.subject_id


def waiting(acting: Acting) -> list[Waiting]:
    """Return everything that waits for the reader, by deadline and then by age."""
    acting = acting.in_ordinary()
    found: list[Waiting] = []
    for model, waits in _by_model(WAITS.get(acting.by.role, ())).items():
        found.extend(_of_model(acting, model, waits))
    if acting.by.role in OPINION_ROLES:
        found.extend(_opinions(acting))
    if acting.by.role in OF_THE_PLACE:
        found.extend(_of_the_place(acting))
    if acting.by.role is Role.PROGRAMME_MANAGER:
        found.extend(_sheets(acting))
    found.extend(_tasks(acting))
    if right(acting.by.role, DataClass.APPROVALS).access:
        found.extend(_approvals(acting))
    last = date.max
    return sorted(found, key=lambda one: (one.due_on or last, one.row.created_at, one.row.id))


def next_meetings(acting: Acting) -> list[Meeting]:
    """Return the next meetings that the reader knows of."""
    if not right(acting.by.role, DataClass.MEETINGS).access:
        return []
    query = narrow(select(Meeting), acting, Meeting).where(
        Meeting.proposed_at >= acting.at,
        Meeting.status.in_([MeetingStatus.PLANNED, MeetingStatus.SCHEDULED]),
    )
    return list(acting.session.scalars(query.order_by(Meeting.proposed_at).limit(4)))


def _by_model(waits: tuple[Wait, ...]) -> Mapping[type[Record], list[Wait]]:
    found: dict[type[Record], list[Wait]] = {}
    for one in waits:
        found.setdefault(one.model, []).append(one)
    return found


def _of_model(acting: Acting, model: type[Record], waits: list[Wait]) -> list[Waiting]:
    states = {one.state: one for one in waits}
    column = getattr(model, model.__state__)
    kind = waits[0].data_class
    query: Select[Any] = narrow(select(model).where(column.in_(list(states))), acting, model, kind)
    if model is CheckIn:
        query = query.where(CheckIn.worker_id == acting.by.id, CheckIn.due_on <= acting.today)
    rows = acting.session.scalars(query.order_by(model.created_at).limit(MOST_OF_A_KIND)).all()
    acting.saw(kind, *(row.id for row in rows))
    found = []
    for row in rows:
        one = states[str(getattr(row, model.__state__))]
        due = getattr(row, one.due, None) if one.due else None
        if one.within is None or (due is not None and (due - acting.today).days <= one.within):
            found.append(Waiting(one.key, row, due, one.icon))
    if model is BankedCase and acting.by.role is Role.PROSECUTOR:
        found.extend(_limitations(acting, rows))
    return found


def _limitations(acting: Acting, cases: Sequence[BankedCase]) -> list[Waiting]:
    """Return the cases whose newest limitation date is near, each with its latest warning."""
    days = [int(one) for one in acting.setting("limitation_alerts").split(",")]
    standing = limitations(acting.session, [case.id for case in cases], acting.today)
    found = []
    for case in cases:
        how = standing[case.id]
        if how.newest is None or how.is_suspended:
            continue
        left = (how.newest - acting.today).days
        reached = sum(left <= one for one in days)
        if left >= 0 and reached:
            text = WARNINGS[-1] if reached == len(days) else WARNINGS[min(reached, 2) - 1]
            found.append(Waiting("", case, how.newest, "clock", text))
    return found


def _opinions(acting: Acting) -> list[Waiting]:
    own = (
        select(Opinion.id)
        .where(
            Opinion.review_id == Review.id,
            Opinion.author_id == acting.by.id,
            Opinion.status != OpinionStatus.WITHDRAWN,
        )
        .exists()
    )
    query = narrow(select(Review), acting, Review).where(
        Review.standing == ReviewStatus.OPEN,
        or_(Review.police_reviewer_id == acting.by.id, Review.prosecutor_id == acting.by.id),
        ~own,
    )
    rows = acting.session.scalars(query.order_by(Review.due_on).limit(MOST_OF_A_KIND)).all()
    acting.saw(DataClass.OPINIONS, *(row.id for row in rows))
    return [Waiting("OP.give_opinion", row, row.due_on, "ui-checks") for row in rows]


def _sheets(acting: Acting) -> list[Waiting]:
    """Return the delivery sheets that somebody else asked for and that can still be approved."""
    query = narrow(select(DeliverySheet), acting, DeliverySheet).where(
        DeliverySheet.approved_by_id.is_(None),
        DeliverySheet.asked_by_id != acting.by.id,
        DeliverySheet.return_by > acting.at,
    )
    rows = acting.session.scalars(query.order_by(DeliverySheet.asked_at).limit(MOST_OF_A_KIND))
    return [Waiting("", row, row.shift_on, "truck", LET_PRINT) for row in rows]


def _of_the_place(acting: Acting) -> list[Waiting]:
    """Return the oldest complaint that waits, and the points that stand still for long."""
    complaint = acting.session.scalars(
        narrow(select(Complaint), acting, Complaint)
        .where(
            Complaint.verified_at.is_(None),
            Complaint.withdrawn_at.is_(None),
            ~select(ComplaintCheck.id).where(ComplaintCheck.complaint_id == Complaint.id).exists(),
        )
        .order_by(Complaint.received_at, Complaint.id)
        .limit(1)
    ).all()
    since = select(func.max(PointChange.on)).where(PointChange.point_id == SalePoint.id)
    points = acting.session.scalars(
        narrow(select(SalePoint), acting, SalePoint)
        .where(
            SalePoint.standing == PointStatus.UNDER_INVESTIGATION,
            SalePoint.withdrawn_at.is_(None),
            since.scalar_subquery() <= acting.today - LONG_UNDER_INVESTIGATION,
        )
        .order_by(SalePoint.created_at)
        .limit(MOST_OF_A_KIND)
    ).all()
    acting.saw(DataClass.COMPLAINTS, *(row.id for row in complaint))
    acting.saw(DataClass.TERRITORY, *(row.id for row in points))
    return [
        *(Waiting("", row, None, "megaphone", LOOK_INTO) for row in complaint),
        *(Waiting("", row, None, "geo-alt", STILL_INVESTIGATED) for row in points),
    ]


def _tasks(acting: Acting) -> list[Waiting]:
    """Return the reader's own tasks; one that an emergency sight gave is done on its page."""
    mine = Task.owner_id == acting.by.id
    if acting.by.role is Role.PROGRAMME_MANAGER:
        # A case that should have been closed by now is the manager's matter too.
        mine = or_(mine, and_(Task.kind == TaskKind.CLOSURE, Task.due_on < acting.today))
    query = (
        narrow(select(Task, BreakGlass), acting, Task)
        .outerjoin(BreakGlass, BreakGlass.id == Task.source_ref)
        .where(Task.status == TaskStatus.OPEN, mine)
    )
    rows = acting.session.execute(
        query.order_by(Task.due_on, Task.created_at).limit(MOST_OF_A_KIND)
    ).all()
    return [
        Waiting("TK.finish_task", task, task.due_on, "check2", task.text)
        if opened is None
        else Waiting("", opened, task.due_on, "shield-lock", task.text)
        for task, opened in rows
    ]


def _approvals(acting: Acting) -> list[Waiting]:
    query = narrow(select(Approval), acting, Approval).where(
        Approval.status == ApprovalStatus.PROPOSED,
        Approval.proposed_by != acting.by.id,
        Approval.expires_at > acting.at,
    )
    rows = acting.session.scalars(query.order_by(Approval.expires_at).limit(MOST_OF_A_KIND)).all()
    mine = [row for row in rows if acting.by.role.value in row.confirmer_roles]
    return [Waiting(row.kind, row, row.expires_at.date(), "pen") for row in mine]
