"""Writers of assignments and clearances."""

from datetime import datetime
from uuid import UUID

import dmi.access.assignment_guards  # noqa: F401 - registers the conditions of these steps
from dmi.access.acting import Acting
from dmi.access.acts import act
from dmi.access.models.grants import Assignment, Clearance, Handover
from dmi.access.words import AssignmentGround, SubjectKind
from dmi.policy.states import GrantStatus
from dmi.store.base import Record


@act("S.assign", needs=("user_id", "ground"))
def assign(
    acting: Acting, subject: Record, *, user_id: UUID, ground: AssignmentGround
) -> Assignment:
    """Give a pathway or a cohort to a user."""
    return acting.add(_assignment(acting, subject, user_id, ground), under=subject)


@act("S.end_assignment", needs=("reason",))
def end_assignment(acting: Acting, assignment: Assignment, *, reason: str) -> None:
    """End an assignment."""
    assignment.until_on = acting.today
    assignment.end_reason = reason


@act("S.hand_over_assignment", needs=("to_user_id", "note"))
def hand_over_assignment(
    acting: Acting, assignment: Assignment, *, to_user_id: UUID, note: str
) -> None:
    """Give the work on to a successor, with what they must know."""
    handover = Handover(
        from_user_id=assignment.user_id, to_user_id=to_user_id, note=note, on=acting.today
    )
    acting.add(handover, under=assignment)
    acting.session.flush()
    assignment.handover_id = handover.id
    assignment.until_on = acting.today
    successor = Assignment(
        user_id=to_user_id,
        subject_kind=assignment.subject_kind,
        subject_ref=assignment.subject_ref,
        ground=assignment.ground,
        since_on=acting.today,
        handover_id=handover.id,
    )
    successor.stand(GrantStatus.IN_FORCE.value)
    acting.add(successor, under=assignment)


@act("H.clear_user", needs=("user_id", "reason"))
def clear_user(
    acting: Acting,
    place: Record,
    *,
    user_id: UUID,
    reason: str,
    until_at: datetime | None = None,
) -> Clearance:
    """Let a user into the closed circle of a row."""
    clearance = Clearance(
        user_id=user_id,
        circle_id=place.compartment_id or place.id,
        since_at=acting.at,
        until_at=until_at,
        granted_by=acting.by.id,
        why=reason,
    )
    return acting.add(clearance, under=place)


@act("H.end_clearance", needs=("reason",))
def end_clearance(acting: Acting, clearance: Clearance, *, reason: str) -> None:
    """Take a user out of the closed circle."""
    clearance.until_at = acting.at
    clearance.end_reason = reason


def _assignment(
    acting: Acting, subject: Record, user_id: UUID, ground: AssignmentGround
) -> Assignment:
    on_person = subject.subject_id == subject.id
    return Assignment(
        user_id=user_id,
        subject_kind=SubjectKind.PATHWAY if on_person else SubjectKind.COHORT,
        subject_ref=subject.id,
        ground=ground,
        since_on=acting.today,
    )
