"""Openings: what a step opens to a role on one pathway, and what ends it (decisions 9.2)."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from sqlalchemy import select

from dmi.access.acting import Acting
from dmi.access.models.grants import Grant
from dmi.access.models.records import Move
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Condition, right
from dmi.policy.model import ASSIGNEE, Step
from dmi.policy.roles import Role
from dmi.store.base import Record

BY_STEP: dict[str, Condition] = {
    "Y.list_person": Condition.LISTED_OPEN_CALLIN,
    "P.mark_attended": Condition.FROM_ATTENDANCE,
    "MU.hold_make_up": Condition.FROM_ATTENDANCE,
    "P.sign_agreement": Condition.FROM_ENROLMENT,
    "T.record_mandate": Condition.MANDATE,
    "P.tell_decision": Condition.AFTER_NOTICE,
    "V.send_notice": Condition.AFTER_NOTICE,
}

_SAME_AGAIN = (
    *("subject_ref", "role", "user_id", "data_class", "condition"),
    *("item_ref", "opened_by_step", "source_ref"),
)
NAMED_BY_THE_ROW = frozenset({"CO", "DS", "S", "H"})
MANDATE = "T"
ENDS_ITS_OWN = frozenset({MANDATE, "Y"})
"""Another defender's mandate, what was told to the defence, and the list of another meeting
outlast the end of one mandate or of one place on a list."""


def apply(acting: Acting, step: Step, row: Record) -> None:
    """Open and end what the policy table says for this step.

    Consents, disclosures, assignments and clearances name their reader themselves: their acts
    open and end those rows.
    """
    if step.machine in NAMED_BY_THE_ROW or row.subject_id is None:
        return
    if step.machine in ENDS_ITS_OWN and not any(rule.opens for rule in step.grants):
        if step.grants:
            end_grants_of(acting, row.id)
        return
    key = f"{step.machine}.{step.name}"
    for rule in step.grants:
        if rule.roles == ASSIGNEE:
            continue
        for role in rule.roles:
            if rule.opens:
                user = getattr(row, "defender_id", None) if step.machine == MANDATE else None
                open_grants(acting, key, row, role, rule.classes, user=user)
            else:
                end_grants(acting, row.subject_id, role, rule.classes)


def take_back(acting: Acting, undone: Move, row: Record) -> None:
    """Close what an undone step had opened, and open again what it had closed.

    Rows are never edited back: what was closed comes back as a new grant.
    """
    if row.subject_id is None:
        return
    key = f"{undone.machine}.{undone.step}"
    query = select(Grant).where(Grant.subject_ref == row.subject_id)
    for grant in list(acting.session.scalars(query)):
        if grant.ended_at is None and (grant.opened_by_step, grant.source_ref) == (key, row.id):
            grant.ended_at = acting.at
        elif grant.ended_at == undone.at:
            again = {name: getattr(grant, name) for name in _SAME_AGAIN}
            acting.session.add(Grant(id=uuid4(), since_at=acting.at, **again))
    acting.session.flush()


def open_grants(
    acting: Acting,
    key: str,
    row: Record,
    role: Role,
    classes: Iterable[DataClass],
    *,
    user: UUID | None = None,
    condition: Condition | None = None,
    item: UUID | None = None,
) -> None:
    """Write one grant per class that the role may read under this step's condition."""
    fulfils = condition or BY_STEP[key]
    for data_class in classes:
        if fulfils not in right(role, data_class).conditions:
            continue
        acting.session.add(
            Grant(
                id=uuid4(),
                subject_ref=row.subject_id,
                role=role,
                user_id=user,
                data_class=data_class,
                condition=fulfils,
                item_ref=item,
                opened_by_step=key,
                source_ref=row.id,
                since_at=acting.at,
            )
        )
    acting.session.flush()


def end_grants(acting: Acting, subject: UUID, role: Role, classes: Iterable[DataClass]) -> None:
    """End every live grant of a role on one pathway for these classes."""
    query = select(Grant).where(
        Grant.subject_ref == subject,
        Grant.role == role,
        Grant.data_class.in_(list(classes)),
        Grant.ended_at.is_(None),
    )
    for grant in acting.session.scalars(query):
        grant.ended_at = acting.at
    acting.session.flush()


def end_grants_of(acting: Acting, source: UUID) -> None:
    """End what one row (a consent, a mandate, a disclosure) had opened."""
    query = select(Grant).where(Grant.source_ref == source, Grant.ended_at.is_(None))
    for grant in acting.session.scalars(query):
        grant.ended_at = acting.at
    acting.session.flush()
